import { isIP } from 'node:net';
import { z } from 'zod';

export const trustRemedy =
  'how many proxies stand before Sala (1 to 10), or their addresses and networks with commas, such as 10.0.0.0/8,192.0.2.7; nothing without a proxy';

const names = new Set(['loopback', 'linklocal', 'uniquelocal']);
const isNetwork = (text: string): boolean => {
  if (names.has(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  // Every address in the world would be as good as none named.
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
};

/** Whose X-Forwarded-For is believed: nobody's, that of so many hops, or that of these networks. */
export const trustedProxies = (text: string, context: z.RefinementCtx): false | number | string => {
  const given = text.trim().toLowerCase();
  if (given === '' || given === 'false' || given === '0') return false;
  if (/^([1-9]|10)$/.test(given)) return Number(given);
  const networks = given.split(',').map((each) => each.trim());
  if (networks.every(isNetwork)) return networks.join(',');
  context.addIssue({
    code: 'custom',
    message:
      given === 'true'
        ? 'true would believe whatever a client writes into X-Forwarded-For'
        : 'is neither a number of proxies nor a list of networks',
  });
  return z.NEVER;
};
