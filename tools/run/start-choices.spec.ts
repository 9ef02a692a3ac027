import { describe, expect, it } from '@jest/globals';
import { packagesToUnpack } from './debian.js';
import { showsSample } from './folder-kind.js';
import { outsideOf } from './outside.js';
import { choosePorts } from './ports.js';

describe('a data folder stays what it was begun as', () => {
  const begun = '2026-11-25T00:00:00.000Z';
  it.each([
    ['a new one gets the sample', {}, undefined, true],
    ['a new one, without the sample', {}, false, false],
    ['one begun without the sample, started plainly', { sample: false, aliveAt: begun }, undefined, false],
    ['one begun without the sample, in which the clock was set by hand', { sample: false, clockSet: false, aliveAt: begun }, undefined, false],
    ['one begun with the sample, broken off before it was loaded', { sample: true }, undefined, true],
    ['an earlier version’s, with the sample', { sampleLoaded: true, clockSet: true, aliveAt: begun }, undefined, true],
    ['an earlier version’s, without the sample', { clockSet: false, aliveAt: begun }, undefined, false],
  ])('%s', (_what, state, asked, shows) => expect(showsSample(state, asked)).toBe(shows));

  it.each([
    ['the sample among offices of one’s own', { sample: false, aliveAt: begun }, true, /begun without the sample/],
    ['the sample among an earlier version’s offices', { clockSet: false, aliveAt: begun }, true, /begun without the sample/],
    ['meetings of one’s own in the sample’s year', { sample: true, sampleLoaded: true }, false, /lives in November 2016/],
    ['meetings of one’s own in an earlier version’s sample', { sampleLoaded: true, clockSet: true }, false, /lives in November 2016/],
  ])('refuses %s', (_what, state, asked, why) => expect(() => showsSample(state, asked)).toThrow(why));
});

describe('the world outside this machine', () => {
  const real = { SMTP_URL: 'smtps://user:secret@mail.ega.example:465', SALA_PUBLIC_URL: 'https://sala.ega.example', SALA_MAIL_FROM: 'Sala <sala@ega.example>' };
  it.each([
    ['nothing is said', {}, {}],
    ['people come by https', { SALA_PUBLIC_URL: 'https://sala.ega.example/' }, { SALA_PUBLIC_URL: 'https://sala.ega.example', SALA_SECURE_COOKIES: 'true' }],
    ['people come by plain http', { SALA_PUBLIC_URL: 'http://10.0.0.5:4600' }, { SALA_PUBLIC_URL: 'http://10.0.0.5:4600', SALA_SECURE_COOKIES: 'false' }],
    ['mails leave by a server on this machine', { SMTP_URL: 'smtp://127.0.0.1:2525' }, {}],
    ['mails leave by a real server', real, { SALA_PUBLIC_URL: 'https://sala.ega.example', SALA_SECURE_COOKIES: 'true', SALA_MAIL_FROM: 'Sala <sala@ega.example>' }],
  ])('is known when %s', (_what, env, expected) => expect(outsideOf(env)).toEqual(expected));

  it.each([
    ['links of mails to real people would lead to this machine', { ...real, SALA_PUBLIC_URL: '' }, /links or sender would lead nowhere/],
    ['mails to real people would have no real sender', { ...real, SALA_MAIL_FROM: undefined }, /links or sender would lead nowhere/],
    ['an address is none', { SALA_PUBLIC_URL: 'sala.ega.example' }, /^SALA_PUBLIC_URL is not an address/],
    ['a mail server’s address is none', { SMTP_URL: 'mail.ega.example' }, /^SMTP_URL is not an address/],
    ['a mail server is reached by another protocol', { ...real, SMTP_URL: 'https://mail.ega.example' }, /^SMTP_URL is not an address/],
  ])('refuses to start where %s', (_what, env, why) => expect(() => outsideOf(env)).toThrow(why));
  it('never repeats a mail server’s password', () => {
    const thrown = (() => { try { return outsideOf({ SMTP_URL: real.SMTP_URL }); } catch (error) { return JSON.stringify([(error as Error).message, (error as { remedy?: string }).remedy]); } })();
    expect(thrown).not.toContain('secret');
  });
});

describe('what set-up unpacks', () => {
  const names = ['redis-server', 'redis-tools', 'liblzf1'];
  it.each([
    ['a machine that has nothing', 'Inst liblzf1 (3)\nInst redis-tools (7)\nInst redis-server (7)\nConf liblzf1', [...names]],
    ['a machine that has redis-tools, into which redis-server is a link', 'Inst redis-server (7)', [...names]],
    ['a machine that lacks a library', 'Inst libatomic1 (12)\nInst redis-server (7)', [...names, 'libatomic1']],
    ['a machine where the simulation fails', '', [...names]],
  ])('is whole on %s', (_what, simulated, expected) => expect(packagesToUnpack(names, simulated)).toEqual(expected));
});

describe('the ports of the processes', () => {
  const among = (taken: readonly number[], forbidden: readonly number[] = []) => {
    let next = 50_000;
    return (wanted: number) => {
      if (forbidden.includes(wanted)) return Promise.reject(Object.assign(new Error(`listen EACCES: permission denied 127.0.0.1:${wanted}`), { code: 'EACCES' }));
      return Promise.resolve(wanted === 0 || taken.includes(wanted) ? (next += 1) : wanted);
    };
  };
  const choose = (env: NodeJS.ProcessEnv, taken: readonly number[] = []) => choosePorts(env, () => undefined, among(taken));
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
  ])('are never the same for two when one is set to %s', async (_what, env, taken) => expect(allDifferent(await choose(env, taken))).toBe(true));

  it.each([
    ['two that are set to one number', { SALA_GATEWAY_PORT: '4700', SALA_NATS_PORT: '4700' }, /^SALA_GATEWAY_PORT and SALA_NATS_PORT are both set to 4700$/],
    ['a word', { SALA_GATEWAY_PORT: 'http' }, /^SALA_GATEWAY_PORT is not a port$/],
    ['one beyond the last', { SALA_GATEWAY_PORT: '65536' }, /is not a port/],
  ])('refuse %s', async (_what, env, why) => expect(choose(env)).rejects.toThrow(why));
  it('say of one that this user may not use that it is so, instead of taking another', async () => {
    const refused = choosePorts({ SALA_GATEWAY_PORT: '80' }, () => undefined, among([], [80]));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('port 80 for gateway cannot be used'), remedy: expect.stringContaining('SALA_GATEWAY_PORT') });
  });
});
