import { type Bilingual, type InboundSort, type InboxDone, type InboxState, type RecognisedBy } from '#contracts';

/** A mail at the door. `recipient`: the address of ours that it came to; `returnPath`: what its envelope says, empty for one to which nothing is to be answered. */
export type Arrival = {
  readonly way: 'smtp' | 'imap';
  readonly recipient: string;
  readonly returnPath?: string;
  readonly raw: Buffer;
};

/** The office whose mail it is, as it was called then. */
export type OfficeOfMail = { readonly invitationId: string; readonly name: Bilingual; readonly provinceCode: string };

/** What was made out of a mail. */
export type SortedFields = {
  readonly state: InboxState;
  readonly sort: Exclude<InboundSort, 'loop'>;
  readonly subject: string;
  readonly from?: { readonly name?: string; readonly address: string };
  /** Where an answer goes. */
  readonly replyTo?: string;
  readonly messageId?: string;
  readonly references?: readonly string[];
  readonly text: string;
  readonly cut: boolean;
  readonly attachments: readonly {
    readonly number: number;
    readonly name: string;
    readonly contentType: string;
    readonly bytes: number;
  }[];
  readonly meetingId?: string;
  readonly office?: OfficeOfMail;
  readonly recognisedBy?: RecognisedBy;
  /** The mail of ours that it answers or reports on. */
  readonly deliveryId?: string;
  readonly proposes?: 'attend' | 'decline';
  readonly said?: string;
};

/** A mail that came, whole: as it was stored, and once it was sorted what it is. `tries` and `nextTryAt` (real time): it could not be sorted yet. */
export type InboundMail = Omit<Arrival, 'raw'> & {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly receivedAt: string;
  readonly revision: number;
} & (
    | { readonly state: 'stored'; readonly tries: number; readonly nextTryAt: string }
    | (SortedFields & { readonly done?: { readonly as: InboxDone; readonly at: string; readonly by: string } })
  );
export type StoredMail = Extract<InboundMail, { state: 'stored' }>;
export type SortedMail = Exclude<InboundMail, { state: 'stored' }>;

const firstPauseMs = 2_000;
const longestPauseMs = 600_000;
/** Then a person looks at it. */
export const mostTries = 12;

/** When it is tried next, in real time. */
export const tryAgainAt = (realNow: Date, tries: number): string =>
  new Date(realNow.getTime() + Math.min(firstPauseMs * 2 ** Math.min(tries, 20), longestPauseMs)).toISOString();
