import { describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { pack, unpack } from './packet.js';

const travelled = ({ data, headers: carried }: ReturnType<typeof pack>) =>
  unpack({ data: Buffer.from(data), headers: carried });

describe('a packet', () => {
  it.each([1, 100_000])('arrives as it was sent, with a text of %i letters', (length) => {
    const packet = { id: '1', data: { text: 'ก'.repeat(length) } };
    expect(travelled(pack(packet))).toEqual(packet);
  });

  it('is compressed when it is large, and keeps the headers that it came with', () => {
    const carried = headers();
    carried.set('Sala-Correlation-Id', 'correlation-1');
    const packed = pack({ data: 'ก'.repeat(100_000) }, carried);
    expect(packed.data.length).toBeLessThan(30_000);
    expect(packed.headers?.get('Sala-Correlation-Id')).toBe('correlation-1');
  });

  it('that would unpack to more than a service sends is refused', () => {
    const bomb = pack({ data: 'x'.repeat(17 * 1024 * 1024) });
    expect(() => travelled(bomb)).toThrow(/larger than/);
  });
});
