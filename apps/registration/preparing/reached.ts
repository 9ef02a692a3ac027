import { addressesOf, type DeliveryKind, type MailReaders, type Organisation } from '#contracts';

/** Which addresses get no mail; nothing where that cannot be told at this moment. */
export type IsBad = ((address: string) => boolean) | undefined;
/** Where a mail goes: to addresses that get mail, nowhere as there is none, or nowhere as nobody is at any. */
export type Reached = { readonly to: readonly string[]; readonly whyNot?: 'no-address' | 'bad-address' };

/** Where mails of a kind to an office would go, by what its contacts are there for. */
export const reachedBy = (
  kind: DeliveryKind,
  { email, contacts }: Pick<Organisation, 'email' | 'contacts'>,
  { readers, isBad = () => false }: { readonly readers: MailReaders | undefined; readonly isBad: IsBad },
): Reached => {
  const addresses = addressesOf(kind, { party: 'office', listed: { email, mailboxes: contacts }, isBad, readers });
  const to = addresses.filter((address) => !isBad(address));
  if (to.length > 0) return { to };
  return { to, whyNot: addresses.length === 0 ? 'no-address' : 'bad-address' };
};
