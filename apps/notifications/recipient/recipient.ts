import { type Bilingual, type ContactRole, type Language } from '#contracts';

/**
 * An invited office as mails need it. `responseRevision` is that of the answer which counts, 0 while the office is silent.
 * `revision` is the invitation's at the last event that was applied; what was kept before revisions were has none.
 */
export type Recipient = {
  readonly invitationId: string;
  readonly meetingId: string;
  readonly organisationId: string;
  readonly name: Bilingual;
  readonly class: string;
  readonly provinceCode: string;
  readonly email?: string;
  readonly language: Language;
  readonly responseRevision: number;
  /** Whether it comes or sends somebody, by that answer; not known of one that was heard of before this was kept. */
  readonly coming?: boolean | undefined;
  /** Whether that answer came too late; one that was heard of before this was kept counts as in time. */
  readonly late?: boolean | undefined;
  readonly withdrawn: boolean;
  /** Until when it may answer where it was given more time than the meeting gives. */
  readonly answersUntil?: string | undefined;
  readonly revision?: number;
};

export const isSilent = ({ responseRevision, withdrawn }: Recipient): boolean => responseRevision === 0 && !withdrawn;

/** Whether it may come, as far as it is known here: right before a mail leaves registration is asked. */
export const mayCome = ({
  responseRevision,
  withdrawn,
  coming,
}: Pick<Recipient, 'responseRevision' | 'withdrawn' | 'coming'>): boolean =>
  responseRevision > 0 && !withdrawn && coming !== false;

/** An address of a contact of an office or a site, with what that is there for. Names and phones are not kept here. */
export type Mailbox = { readonly role: ContactRole; readonly email: string };

/** Whom a mail goes to: an office, or a site. `email` is its own address, `mailboxes` are those of its contacts. */
export type Contact = {
  readonly name: Bilingual;
  readonly email?: string;
  readonly mailboxes?: readonly Mailbox[];
  /** Where a short message reaches it, in E.164. */
  readonly mobile?: string | undefined;
  readonly language: Language;
};
