import { type DeliveryKind } from './delivery.js';
import { addressKey } from './e-mail.js';
import { type MailReaders, ToldKind, usualReaders } from './mail-readers.js';
import { type ContactRole } from './organisation.js';

export type Party = 'office' | 'site';
type Roles = readonly ContactRole[];
/** The own address of an office or a site, and those of its contacts. */
type Listed = {
  readonly email?: string | undefined;
  readonly mailboxes?: readonly { readonly role: ContactRole; readonly email?: string | undefined }[] | undefined;
};
type IsBad = (address: string) => boolean;

/** The role that the own address of an office or a site stands for. */
const ownRole: Readonly<Record<Party, ContactRole>> = { office: 'saraban', site: 'technical' };
/** Whom of a site a mail is for that goes to offices as well. */
const atSite: Roles = ['technical', 'coordinator'];
const siteKinds: readonly DeliveryKind[] = ['appointment', 'appointment-cancelled', 'check-missing', 'check-reminder'];
/** What people write to one reader goes where they say. */
const inAnyCase: Roles = ['coordinator'];

/** Whom of an office or a site a kind of mail is for, by what the meeting wants, else as usual. */
const rolesOf = (kind: DeliveryKind, party: Party, wanted: MailReaders = {}): Roles => {
  if (party === 'site' && !siteKinds.includes(kind)) return atSite;
  const told = ToldKind.safeParse(kind);
  return told.success ? (wanted[told.data] ?? usualReaders[told.data]) : inAnyCase;
};

/** Who is written to where nobody of the roles that a mail is for can be: whoever can see to it that it comes to them. */
const instead: Readonly<Record<Party, readonly ContactRole[]>> = {
  office: ['saraban', 'coordinator'],
  site: ['technical', 'coordinator', 'saraban'],
};

const ofRole = (party: Party, { email, mailboxes = [] }: Listed, role: ContactRole): string[] => [
  ...(email !== undefined && role === ownRole[party] ? [email] : []),
  ...mailboxes.flatMap((each) => (each.role === role && each.email !== undefined ? [each.email] : [])),
];

const distinct = (addresses: readonly string[]): string[] =>
  [...new Map(addresses.toReversed().map((address) => [addressKey(address), address])).values()].toReversed();

type To = {
  readonly party: Party;
  readonly listed: Listed;
  readonly isBad: IsBad;
  readonly readers?: MailReaders | undefined;
};
/**
 * Where mails of a kind go: a role is written to once, at the first of its addresses that gets mail. Where nobody of its roles can be
 * reached, whoever else can see to it is; where none of all gets mail, it is the first, so that the mail says why it does not leave;
 * where there is none, nowhere.
 */
export const addressesOf = (kind: DeliveryKind, { party, listed, isBad, readers }: To): readonly string[] => {
  const one = (role: ContactRole): string[] =>
    ofRole(party, listed, role)
      .filter((address) => !isBad(address))
      .slice(0, 1);
  const wanted = distinct(rolesOf(kind, party, readers).flatMap(one));
  if (wanted.length > 0) return wanted;
  const any = instead[party].flatMap(one).slice(0, 1);
  return any.length > 0 ? any : instead[party].flatMap((role) => ofRole(party, listed, role)).slice(0, 1);
};

/** Whether a mail of a kind may go to more than one address. */
export const goesToSeveral = (kind: DeliveryKind, party: Party, readers?: MailReaders): boolean =>
  rolesOf(kind, party, readers).length > 1;

/** Whether mail reaches somebody who can see to it that the office answers. */
export const isReachable = (party: Party, listed: Listed, isBad: IsBad): boolean =>
  instead[party].some((role) => ofRole(party, listed, role).some((address) => !isBad(address)));
