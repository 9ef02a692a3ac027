import { addressKey } from './address-key.js';

const mark = '+b-';

/** The address to which mails come, in its parts; nothing where none is set. */
export type WayBack = { readonly address: string; readonly local: string; readonly domain: string };

export const wayBackOf = (setting: string | undefined): WayBack | undefined => {
  if (setting === undefined) return undefined;
  const address = addressKey(setting);
  const at = address.lastIndexOf('@');
  return { address: setting.trim(), local: address.slice(0, at), domain: address.slice(at + 1) };
};

/** Where a mail comes back to that cannot be delivered: by its key it is known which one it was, whatever the report says (VERP). */
export const returnPathOf = ({ local, domain }: WayBack, key: string): string => `${local}${mark}${key}@${domain}`;

/** Whether an address is the one to which mails come, with or without something after a plus. */
export const isOurs = (way: WayBack, address: string): boolean => {
  const key = addressKey(address);
  const at = key.lastIndexOf('@');
  const [local = ''] = key.slice(0, at).split('+');
  return key.slice(at + 1) === way.domain && local === way.local;
};

/** The key in an address that a mail's envelope named as the way back. */
export const keyIn = (way: WayBack, address: string): string | undefined => {
  if (!isOurs(way, address)) return undefined;
  const [, key] = /\+b-([a-z0-9]{8,40})@/.exec(addressKey(address)) ?? [];
  return key;
};
