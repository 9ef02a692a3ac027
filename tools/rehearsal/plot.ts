// What staff do beside the offices' answers: the words in which the rehearsal's script is written.
import { type AttendanceState, type CallOutcome, type Organisation } from '#contracts';
import { type Act, type Scenario } from './scenario.js';

/** An office as it stands in the list that is handed in: known by its code. */
export type ListedOffice = Organisation & { readonly code: string };

/** One line of a hall's register, as somebody enters it. `agoMs`: it waited so long in a phone without a network. */
export type RegisterEntry = {
  readonly id: string;
  readonly state: AttendanceState;
  readonly people?: number;
  readonly vouchedBy?: string;
  readonly agoMs?: number;
  readonly twice?: boolean;
} & ({ readonly organisationId: string } | { readonly walkIn: string });
export type HallRegister = {
  readonly siteId: string;
  readonly source: 'live' | 'sheet';
  readonly entries: readonly RegisterEntry[];
  /** Who presides, where the register is called complete. */
  readonly presiding?: string;
};

export type Deed = { readonly at: string } & (
  | { readonly do: 'correct-address'; readonly organisationId: string; readonly email: string }
  /** Two of the desk have opened the same office: the second is told that it has changed, looks again and enters hers. */
  | { readonly do: 'clash'; readonly first: Act; readonly second: Act }
  /** Two of the desk enter the same fax at once. */
  | { readonly do: 'enter-twice'; readonly act: Act }
  /** The answer that was entered last was none of this office. */
  | { readonly do: 'take-back'; readonly organisationId: string; readonly reason: string }
  | { readonly do: 'withdraw'; readonly organisationIds: readonly string[]; readonly reason: string }
  | { readonly do: 'invite-again'; readonly organisationIds: readonly string[] }
  | { readonly do: 'merge'; readonly from: string; readonly into: string; readonly reason: string }
  /** By decree an office becomes part of one that did not exist before and that nobody has invited. */
  | { readonly do: 'merge-into-new'; readonly from: string; readonly into: ListedOffice; readonly reason: string }
  /** Joins at the hall of another province, or at its own again. */
  | { readonly do: 'join-at'; readonly organisationId: string; readonly siteId: string; readonly reason: string }
  /** The silent of a province get more time. */
  | { readonly do: 'extend'; readonly provinceCode: string; readonly until: string; readonly reason: string }
  /** Another time; whoever comes is asked to say so again. */
  | { readonly do: 'move'; readonly startsAt: string; readonly endsAt: string; readonly reason: string }
  | { readonly do: 'register'; readonly hall: HallRegister }
  /** The sites join by the bridge, with two lines lost of which one comes back; the room is closed. */
  | { readonly do: 'begin-conference' | 'end-conference' }
  | { readonly do: 'give-opinion'; readonly organisationId: string; readonly text: string }
  | { readonly do: 'close' }
  /** A line of a register is put right once the books are closed. */
  | { readonly do: 'correct-register'; readonly siteId: string; readonly entry: RegisterEntry; readonly reason: string }
  /** The offices' own mail servers say that there is nobody at their addresses; or answer that somebody is away. */
  | { readonly do: 'bounce' | 'answer-automatically'; readonly organisationIds: readonly string[] }
  /** Another address, by its form in the directory. */
  | { readonly do: 'mend-address'; readonly organisationId: string; readonly email: string }
  /** Our mail server lets nobody in, or does again. */
  | { readonly do: 'relay'; readonly is: 'away' | 'back' }
  | { readonly do: 'pause-reminders'; readonly reason: string }
  | { readonly do: 'resume-reminders' }
  /** What waited through the pause for too long to leave by itself leaves. */
  | { readonly do: 'send-overdue' }
  | { readonly do: 'call'; readonly organisationId: string; readonly outcome: CallOutcome }
  /** Something is told to all offices that come, which a second person releases. */
  | { readonly do: 'announce'; readonly announcementId: string; readonly subject: string; readonly text: string }
  /** Somebody reads how things stand. */
  | { readonly do: 'look' }
);

/** Who is in which act, by the ids of the script. */
export type Cast = Readonly<
  Record<
    | 'corrected'
    | 'clash'
    | 'twins'
    | 'older'
    | 'wrong'
    | 'wrongLater'
    | 'withdrawnAnswered'
    | 'withdrawnSilent'
    | 'mistaken'
    | 'doubledSilent'
    | 'doubledAnswered'
    | 'keptOfSilent'
    | 'keptOfAnswered'
    | 'late'
    | 'elsewhere'
    | 'thereAndBack'
    | 'absorbedSilent'
    | 'absorbedAnswered',
    string
  >
> & {
  readonly extended: {
    readonly provinceCode: string;
    /** Answer by the link, by a fax in time, by one that is late even so; or not at all. */
    readonly web: string;
    readonly fax: string;
    readonly late: string;
    readonly silent: readonly string[];
  };
  readonly confirming: readonly string[];
  /** Their addresses are bad, for good or until somebody mends them; an automatic reply comes from them. */
  readonly unreachable: readonly string[];
  readonly mended: readonly string[];
  readonly away: readonly string[];
  /** Answer while our mail server is away: once; otherwise a day later; by a fax that is none of theirs. */
  readonly weekend: { readonly once: readonly string[]; readonly twice: readonly string[]; readonly wrong: string };
  /** What offices said that were rung up. */
  readonly called: readonly { readonly organisationId: string; readonly outcome: CallOutcome }[];
  readonly halls: readonly HallRegister[];
  /** Where those join that join elsewhere, and where one of them is at home. */
  readonly otherHall: string;
  readonly home: string;
  readonly opinions: readonly string[];
};

/** The scenario with all that staff do. */
export type Plot = Scenario & {
  /** All offices of the list; `organisationId` of acts and deeds is theirs. */
  readonly offices: readonly ListedOffice[];
  readonly deeds: readonly Deed[];
  readonly cast: Cast;
  /** Rows of the list that nobody can keep. */
  readonly wrongRows: number;
};
