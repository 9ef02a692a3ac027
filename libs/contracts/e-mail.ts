import { z } from 'zod';
import { arabicDigits } from './era.js';
import { type Reading, word } from './word.js';

/** RFC 5321 counts 254 octets for an address and 64 for its local part. */
export const mostOfAddress = 254;
const mostLocalOctets = 64;
const ascii = /^[\x00-\x7F]*$/;
const octets = (text: string): number => (ascii.test(text) ? text.length : new TextEncoder().encode(text).length);

const atext = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\p{L}\p{M}\p{N}]+$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Most domains: nothing of them is written otherwise for mail servers. */
const plainDomain = /^(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!xn--)[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The domain as mail servers ask for it, a Thai one in its xn-- form; undefined where it can be none. */
const asciiDomain = (domain: string): string | undefined => {
  if (plainDomain.test(domain) && domain.length <= 253) return domain;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return undefined;
  const url = URL.parse(`http://${domain}/`);
  const labels = url?.hostname.split('.') ?? [];
  const fits =
    labels.length >= 2
    && labels.every((each) => label.test(each))
    && !/^\d+$/.test(labels.at(-1) ?? '')
    && labels.join('.').length <= 253;
  return fits ? url?.hostname : undefined;
};

const slipOf = (text: string): Reading | undefined => {
  if (text === '') return { problem: 'text-empty' };
  if (/[＠﹫]/.test(text)) return { problem: 'e-mail-wide-at' };
  if (/[<>]|^mailto:/i.test(text)) return { problem: 'e-mail-alone' };
  if (text.includes('"')) return { problem: 'e-mail-quoted' };
  if (/[,;]/.test(text)) return { problem: 'e-mail-comma' };
  if (/\s/.test(text)) return { problem: 'e-mail-space' };
  const ats = text.split('@').length - 1;
  if (ats !== 1) return { problem: ats === 0 ? 'e-mail-no-at' : 'e-mail-two-ats' };
  if (/[\u0E50-\u0E59]/.test(text) && /^[\x21-\x7E]+$/.test(arabicDigits(text)))
    return { problem: 'e-mail-thai-digits' };
  if (/^\.|\.\.|\.@|@\.|\.$/.test(text)) return { problem: 'e-mail-dots' };
  return undefined;
};

const readAddress = (typed: string): Reading => {
  if (typed.length > 4 * mostOfAddress) return { problem: 'e-mail-long' };
  const text = typed
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, (mark) => (/\s/.test(mark) ? mark : ''))
    .trim()
    .normalize('NFC');
  const slip = slipOf(text);
  if (slip !== undefined) return slip;
  const [local = '', written = ''] = text.split('@');
  const domain = written.toLowerCase();
  if (!local.split('.').every((part) => atext.test(part))) return { problem: 'e-mail-form' };
  if (/[\p{Co}\p{Cn}\p{Cs}\uFFFD]/u.test(text)) return { problem: 'text-unreadable' };
  const asked = asciiDomain(domain);
  if (asked === undefined) return { problem: domain.includes('.') ? 'e-mail-domain' : 'e-mail-no-dot' };
  const value = `${local}@${domain}`;
  const long =
    octets(local) > mostLocalOctets || octets(value) > mostOfAddress || octets(`${local}@${asked}`) > mostOfAddress;
  return long ? { problem: 'e-mail-long' } : { value };
};

/** One mail address, Thai names and domains too (RFC 6531); the domain is kept in lower case as it was written. */
export const EmailAddress = word(readAddress, { maximum: mostOfAddress }, z.string().max(mostOfAddress)).meta({
  id: 'EmailAddress',
  examples: ['revenue@chiang-mai.example'],
});
export type EmailAddress = z.infer<typeof EmailAddress>;

/** Equal for two spellings of one mailbox: domains by their ASCII form, local parts without case, as mail servers do in practice. */
export const addressKey = (address: string): string => {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1).toLowerCase()];
  return `${local.normalize('NFC').toLowerCase()}@${asciiDomain(domain) ?? domain}`;
};
export const isSameAddress = (one: string, other: string): boolean => addressKey(one) === addressKey(other);
