import { type ContactRole, type DeliveryKind } from '#contracts';
import { addressKey } from '../mail/mail.module.js';
import { type Contact } from '../recipient/recipient.module.js';

/** Whom of an office or a site a kind of mail is for: one of each of these roles, or one of the first of them that there is. */
type Readers = { readonly each: readonly ContactRole[] } | { readonly first: readonly ContactRole[] };

/** What has to be on record goes to where official letters are kept and to whoever works on it. */
const onRecord: Readers = { each: ['saraban', 'coordinator'] };
/** What somebody has to do something about. */
const atWork: Readers = { first: ['coordinator', 'saraban'] };
/** What the equipment has to stand ready for. */
const onTheDay: Readers = { each: ['technical', 'coordinator'] };

/** Of an office. */
const readersOfOffice: Readonly<Record<DeliveryKind, Readers>> = {
  invitation: onRecord,
  'meeting-changed': onRecord,
  'meeting-cancelled': onRecord,
  reminder: atWork,
  'deadline-moved': atWork,
  receipt: atWork,
  'answer-taken-back': atWork,
  'answer-to-mail': atWork,
  announcement: atWork,
  digest: atWork,
  thanks: atWork,
  'day-before': onTheDay,
  appointment: onTheDay,
  'appointment-cancelled': onTheDay,
  'check-missing': onTheDay,
  'check-reminder': onTheDay,
};
/** Whom of a site any mail to it is for. */
const readersOfSite: Readers = onTheDay;

export type Party = 'office' | 'site';
type Listed = Pick<Contact, 'email' | 'mailboxes'>;
type IsBad = (address: string) => boolean;

/** The role that the own address of an office or a site stands for. */
const ownRole: Readonly<Record<Party, ContactRole>> = { office: 'saraban', site: 'technical' };
/** Who is written to where nobody of the roles that a mail is for can be: whoever can see to it that it comes to them. */
const instead: Readonly<Record<Party, readonly ContactRole[]>> = {
  office: ['saraban', 'coordinator'],
  site: ['technical', 'coordinator', 'saraban'],
};

const ofRole = (party: Party, { email, mailboxes = [] }: Listed, role: ContactRole): string[] => [
  ...(email !== undefined && role === ownRole[party] ? [email] : []),
  ...mailboxes.flatMap((each) => (each.role === role ? [each.email] : [])),
];

const distinct = (addresses: readonly string[]): string[] =>
  [...new Map(addresses.toReversed().map((address) => [addressKey(address), address])).values()].toReversed();

/**
 * Where mails of a kind go: a role is written to once, at the first of its addresses that gets mail. Where none of all does, it is
 * the first, so that the mail says why it does not leave; where there is none, nowhere.
 */
export const addressesOf = (kind: DeliveryKind, party: Party, listed: Listed, isBad: IsBad): readonly string[] => {
  const readers = party === 'site' ? readersOfSite : readersOfOffice[kind];
  const one = (role: ContactRole): string[] =>
    ofRole(party, listed, role)
      .filter((address) => !isBad(address))
      .slice(0, 1);
  const wanted = 'each' in readers ? distinct(readers.each.flatMap(one)) : readers.first.flatMap(one).slice(0, 1);
  if (wanted.length > 0) return wanted;
  const any = instead[party].flatMap(one).slice(0, 1);
  return any.length > 0 ? any : instead[party].flatMap((role) => ofRole(party, listed, role)).slice(0, 1);
};

/** Whether a mail of a kind may go to more than one address. */
export const goesToSeveral = (kind: DeliveryKind, party: Party): boolean =>
  'each' in (party === 'site' ? readersOfSite : readersOfOffice[kind]);

/** Whether mail reaches somebody who can see to it that the office answers. */
export const isReachable = (party: Party, listed: Listed, isBad: IsBad): boolean =>
  instead[party].some((role) => ofRole(party, listed, role).some((address) => !isBad(address)));
