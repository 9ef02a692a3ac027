import { arabicDigits } from './era.js';
import { type Reading, word } from './word.js';

/** Longer than any address that a codec takes. */
export const mostDialString = 300;

const tidy = (text: string): string =>
  arabicDigits(text.slice(0, 1000).replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .replace(/\s+/g, ' ')
    .trim();

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const name = new RegExp(`^(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);
const isAddress = (host: string): boolean => {
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
};
/** A name with a dot or an IPv4 address, in small letters, perhaps with a port. */
const hostIn = (text: string): string | undefined => {
  const [, host = '', port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text.toLowerCase()) ?? [];
  if (!(isAddress(host) || (name.test(host) && host.length <= 253))) return undefined;
  if (port === undefined) return host;
  return Number(port) >= 1 && Number(port) <= 65_535 ? `${host}:${Number(port)}` : undefined;
};
/** What stands before an @, or names a room: letters, digits and what people write in such names. */
const alias = /^[A-Za-z0-9._~!$&'*+=/-]{1,100}$/;

const atHost = (text: string): string | undefined => {
  const [user = '', host = '', ...more] = text.split('@');
  const known = more.length === 0 && alias.test(user) ? hostIn(host) : undefined;
  return known === undefined ? undefined : `${user}@${known}`;
};

/** `203.0.113.10`, `203.0.113.10##1234` (a room behind it), `hall@gk.example`, `vc.example`, or a number of 3 to 20 digits. */
export const readH323 = (text: string): Reading => {
  const dialled = tidy(text).replace(/^h\.?323:(\/\/)?/i, '');
  if (dialled.length > mostDialString) return { problem: 'dial-h323' };
  const digits = dialled.replace(/[ -]/g, '');
  if (/^\+?\d{3,20}$/.test(digits)) return { value: digits };
  const [, where = '', room] = /^([^#]+?)(?: *## *([A-Za-z0-9*#.-]{1,40}))?$/.exec(dialled) ?? [];
  const host = where.includes('@') ? (room === undefined ? atHost(where) : undefined) : hostIn(where);
  return host === undefined ? { problem: 'dial-h323' } : { value: room === undefined ? host : `${host}##${room}` };
};

/** `sip:hall@vc.example`, also without its scheme; `sips:` and a port are kept. */
export const readSip = (text: string): Reading => {
  const [, scheme = 'sip', rest = ''] = /^(?:(sips?):)?(.*)$/i.exec(tidy(text)) ?? [];
  const address = rest.length > mostDialString ? undefined : rest.includes('@') ? atHost(rest) : undefined;
  return address === undefined ? { problem: 'dial-sip' } : { value: `${scheme.toLowerCase()}:${address}` };
};

/** A web address that begins with https and gives no password away. */
export const readWebLink = (text: string): Reading => {
  const typed = tidy(text);
  if (typed.length > mostDialString || /\s/.test(typed) || !URL.canParse(typed)) return { problem: 'dial-web' };
  const { protocol, username, password, hostname, href } = new URL(typed);
  const isOpen = protocol === 'https:' && username === '' && password === '' && hostIn(hostname) !== undefined;
  return isOpen && href.length <= mostDialString ? { value: href } : { problem: 'dial-web' };
};

const shown = { minimum: 1, maximum: mostDialString };
export const H323Address = word(readH323, shown).meta({ id: 'H323Address', examples: ['203.0.113.10##1234'] });
export const SipAddress = word(readSip, shown).meta({ id: 'SipAddress', examples: ['sip:hall@vc.chiang-mai.example'] });
export const WebLink = word(readWebLink, shown).meta({ id: 'WebLink', examples: ['https://vc.example/hall'] });
