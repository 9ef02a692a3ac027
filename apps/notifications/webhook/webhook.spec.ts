import { describe, expect, it } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import { isGivenUp, newSecret, nextTry, rotated, signedHeaders } from './webhook.js';
import { isPublicAddress, whyNotTo } from './webhook-address.js';

const now = new Date();
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe('a message to another system', () => {
  it('is signed with each secret that is valid, and with none that is over', () => {
    const [first, second, third] = [newSecret(), newSecret(), newSecret()];
    const secrets = rotated(rotated([{ key: first }], second, now), third, now);
    const verifies = (key: string, at: Date) => {
      const body = '{"type":"test"}';
      const { 'webhook-signature': signature = '' } = signedHeaders({ secrets }, 'm', body, at);
      const headers = { ...signedHeaders({ secrets }, 'm', body, now), 'webhook-signature': signature };
      try {
        return new Verifier(key).verify(body, headers) !== undefined;
      } catch {
        return false;
      }
    };
    expect([third, second, first].map((key) => verifies(key, now))).toEqual([true, true, false]);
    expect(signedHeaders({ secrets }, 'm', '', later(25 * 3_600_000))['webhook-signature']?.split(' ')).toHaveLength(1);
  });

  it('is tried again by the table, later where the other side asks for it, and no more after its end', () => {
    expect([1, 2, 3].map((tries) => nextTry(tries, [1_000, 2_000], now))).toEqual([
      later(1_000).toISOString(),
      later(2_000).toISOString(),
      undefined,
    ]);
    expect(nextTry(1, [1_000], now, 5_000)).toBe(later(5_000).toISOString());
    expect([
      isGivenUp(now.toISOString(), later(999), 1_000),
      isGivenUp(now.toISOString(), later(1_000), 1_000),
    ]).toEqual([false, true]);
  });

  it.each([
    ['https://messages.example/sala', undefined],
    ['https://203.0.114.1/', undefined],
    ['http://messages.example/', 'webhook-not-https'],
    ['https://localhost/', 'webhook-private'],
    ['https://metadata.internal/', 'webhook-private'],
    ['https://printer.local./', 'webhook-private'],
    ['https://127.0.0.1/', 'webhook-private'],
    ['https://2130706433/', 'webhook-private'],
    ['https://0x7f.1/', 'webhook-private'],
    ['https://10.1.2.3:8443/', 'webhook-private'],
    ['https://169.254.169.254/latest', 'webhook-private'],
    ['https://[::1]/', 'webhook-private'],
    ['https://[::ffff:10.0.0.1]/', 'webhook-private'],
    ['https://[fd00::1]/', 'webhook-private'],
  ])('to %s: %s', (url, why) => {
    expect(whyNotTo(new URL(url), false)).toBe(why);
    expect(whyNotTo(new URL(url), true)).toBeUndefined();
  });

  it('goes to addresses of the open net alone', () => {
    expect(['8.8.8.8', '2606:4700::1111'].every(isPublicAddress)).toBe(true);
    expect(['192.168.1.1', '100.64.0.1', 'fe80::1', '64:ff9b::a00:1', 'no address', ''].some(isPublicAddress)).toBe(
      false,
    );
  });
});
