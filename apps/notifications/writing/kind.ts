import {
  type Bilingual,
  type CancelReason,
  type GetInvitationStanding,
  type Language,
  type Meeting,
  type ReturnOf,
  type SiteReadiness,
} from '#contracts';
import { type Delivery } from '../ledger/ledger.module.js';
import { type AppointmentContent, type Blanks, type LetterExtra, type LetterVariant } from '../mail/mail.module.js';
import { type AppointmentHistory } from './appointment-history.js';

/** How an invitation stands: registration's answer counts, also on whether the office may still answer. */
export type InvitationStanding = ReturnOf<typeof GetInvitationStanding>;

/** Which of a kind's letters is written, and what is put into it. */
export type Words = {
  readonly variant: LetterVariant;
  /** Which of them offices that share an address get together, where it is as true of all of them; without it each has its own. */
  readonly together?: LetterVariant;
  readonly extras?: readonly LetterExtra[];
  readonly blanks: Blanks;
};

/** What is asked right before a mail to an office is sent. */
export type OfficeFacts = {
  readonly delivery: Delivery;
  readonly standing: InvitationStanding;
  readonly meetingStartsAt: string;
  readonly now: Date;
};
/** What an office's other mails say to one. */
export type Beside = {
  readonly others: readonly Delivery[];
  readonly address: string | undefined;
  readonly answered: boolean;
  /** It goes later than it was to, so that others may have come after it. */
  readonly late: boolean;
};
export type OfficeWordsFacts = {
  readonly delivery: Delivery;
  readonly meeting: Meeting;
  readonly standing: InvitationStanding;
  readonly others: readonly Delivery[];
  readonly language: Language;
  readonly now: Date;
};

export type OfficeMail = {
  /** Why it must not be sent after all; asked only while the invitation stands, and the meeting unless the mail outlives it. */
  readonly whyNot: (facts: OfficeFacts) => CancelReason | undefined;
  /** Whether it looks at the office's other mails at all: most mails are spared that look. */
  readonly looksBeside: (delivery: Delivery, now: Date) => boolean;
  /** `superseded` if another mail says it, or there is nothing that it would take back; `wait` while another is in hand that decides it. */
  readonly overtaken: (delivery: Delivery, beside: Beside) => 'superseded' | 'wait' | undefined;
  readonly words: (facts: OfficeWordsFacts) => Words;
};

/** What is asked right before a mail to a site is sent. */
export type SiteFacts = {
  readonly delivery: Delivery;
  readonly meeting: Meeting;
  readonly history: AppointmentHistory;
  /** Where the site stands, for kinds that ask for it; nothing where scheduling knows of no such site. */
  readonly readiness?: SiteReadiness | undefined;
  readonly now: Date;
};
export type SiteWords = Words & {
  readonly siteName: Bilingual;
  /** The entry for the site's calendar that goes with it. */
  readonly calendar?: { readonly appointment: AppointmentContent; readonly cancelled: boolean };
};

export type SiteMail = {
  /** It bears the link by which the site speaks for itself. */
  readonly bearsLink?: boolean;
  readonly whyNot: (facts: SiteFacts) => CancelReason | undefined;
  readonly words: (facts: SiteFacts, language: Language) => SiteWords;
};

/** What is asked when a mail to staff is written: what it says was kept when it was planned. */
export type StaffFacts = { readonly delivery: Delivery; readonly meeting: Meeting; readonly now: Date };
export type StaffMail = {
  readonly whyNot: (facts: StaffFacts) => CancelReason | undefined;
  readonly words: (facts: StaffFacts, language: Language) => Words;
};

/** All that is particular to one kind of mail but its letters. */
export type MailKind = {
  /** Until when a mail is of use, as things stand. For so long it is tried again. */
  readonly usefulUntil: (
    delivery: Pick<Delivery, 'kind' | 'dueAt' | 'plannedFor' | 'content'>,
    meeting: Meeting,
  ) => string;
  /** It goes although the meeting is off. */
  readonly outlivesMeeting?: boolean;
  /** It goes although the invitation was withdrawn. */
  readonly outlivesInvitation?: boolean;
  /** Nobody waits for it who has answered. */
  readonly forSilentOnly?: boolean;
  /** A recipient gets one at each address, so the address is read with the claim in hand; it may go where another mail did not arrive. */
  readonly onceAnAddress?: boolean;
  /** To an office. A kind that goes to both names the site in its content when it goes to one. */
  readonly office?: OfficeMail;
  readonly site?: SiteMail;
  readonly staff?: StaffMail;
  /** It is asked right before it leaves where the site stands. */
  readonly asksReadiness?: boolean;
};
