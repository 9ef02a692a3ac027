import { describe, expect, it } from '@jest/globals';
import { choosePorts } from './ports.js';

describe('the ports of the processes', () => {
  const among = (taken: readonly number[], forbidden: readonly number[] = []) => {
    let next = 50_000;
    return (wanted: number) => {
      if (forbidden.includes(wanted))
        return Promise.reject(
          Object.assign(new Error(`listen EACCES: permission denied 127.0.0.1:${wanted}`), { code: 'EACCES' }),
        );
      return Promise.resolve(wanted === 0 || taken.includes(wanted) ? (next += 1) : wanted);
    };
  };
  const choose = (env: NodeJS.ProcessEnv, taken: readonly number[] = []) =>
    choosePorts(env, () => undefined, among(taken));
  const allDifferent = (ports: object) => new Set(Object.values(ports)).size === Object.values(ports).length;

  it('are the usual ones, and free ones where other programs have those', async () => {
    expect(await choose({})).toMatchObject({ gateway: 4600, mongo: 4605 });
    expect(await choose({}, [4600])).toMatchObject({ gateway: 50_001, mongo: 4605 });
  });
  it.each([
    ['another’s usual one', { SALA_SCHEDULING_PORT: '4600' }, []],
    ['a usual one, set by the first', { SALA_GATEWAY_PORT: '4608' }, []],
    ['another’s usual one, which is taken', { SALA_SCHEDULING_PORT: '4600' }, [4600]],
    ['0 for all', { SALA_GATEWAY_PORT: '0', SALA_MONGO_PORT: '0' }, []],
    ['a free one that is another’s', { SALA_MONGO_PORT: '50001', SALA_GATEWAY_PORT: '0' }, []],
  ])('are never the same for two when one is set to %s', async (_what, env, taken) =>
    expect(allDifferent(await choose(env, taken))).toBe(true),
  );

  it.each([
    [
      'two that are set to one number',
      { SALA_GATEWAY_PORT: '4700', SALA_NATS_PORT: '4700' },
      /^SALA_GATEWAY_PORT and SALA_NATS_PORT are both set to 4700$/,
    ],
    ['a word', { SALA_GATEWAY_PORT: 'http' }, /^SALA_GATEWAY_PORT is not a port$/],
    ['one beyond the last', { SALA_GATEWAY_PORT: '65536' }, /is not a port/],
  ])('refuse %s', async (_what, env, why) => expect(choose(env)).rejects.toThrow(why));
  it('say of one that this user may not use that it is so, instead of taking another', async () => {
    const refused = choosePorts({ SALA_GATEWAY_PORT: '80' }, () => undefined, among([], [80]));
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('port 80 for gateway cannot be used'),
      remedy: expect.stringContaining('SALA_GATEWAY_PORT'),
    });
  });
});
