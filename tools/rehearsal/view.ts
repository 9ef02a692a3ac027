// How a meeting stands, in the same words whether it was worked out or read.
import { type ReportFile } from './report-file.js';
import { type Answer, type Channel, type Came, type HistoryWhat, type Tally } from '#contracts';

export type Counts = Partial<Record<HistoryWhat, number>>;

/** One office: whether it is invited, what counts of what it said, what its history holds. */
export type OfficeView = {
  readonly standing: 'silent' | 'answered' | 'withdrawn';
  readonly answer?: Answer;
  readonly channel?: Channel;
  readonly late?: boolean;
  readonly people?: number;
  readonly unconfirmed: boolean;
  readonly history: Counts;
};

export type BoardView = {
  readonly total: Tally;
  readonly byClass: Readonly<Record<string, Tally>>;
  readonly byProvince: Readonly<Record<string, Tally>>;
  readonly byChannel: Readonly<Record<string, number>>;
};

/** What somebody reads who looks in between. */
export type LookView = {
  readonly at: string;
  readonly total: Tally;
  readonly unconfirmed: number;
  readonly toCall: readonly string[];
};

export type HallView = {
  readonly invited: number;
  readonly expected: number;
  readonly byState: Readonly<Record<'present' | 'represented' | 'absent' | 'excused', number>>;
  readonly walkIns: number;
  readonly people: number;
  readonly complete: boolean;
};

export type ReportView = {
  readonly came: { readonly total: Came; readonly byClass: Readonly<Record<string, Came>> };
  readonly cameByProvince: Readonly<Record<string, Came>>;
  readonly people: number;
  readonly walkIns: number;
  readonly halls: number;
  readonly openHalls: number;
  readonly surveyed: { readonly invited: number; readonly answered: number };
  readonly opinions: { readonly given: number; readonly offices: number };
  readonly over: boolean;
};

/** What a list that was handed in turned out to hold. */
export type ListView = {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflict: number;
  readonly invalid: number;
};
export type ListName = 'first' | 'corrected' | 'repeated' | 'handed out';

/** How the sites stood on the day, once the room was closed. */
export type ConferenceView = {
  readonly room: string;
  readonly sites: number;
  readonly left: number;
  readonly dropped: number;
  readonly linesLost: number;
  readonly linesBack: number;
};

/** How things stand at the end. */
export type Standing = {
  readonly lists: Readonly<Record<ListName, ListView>>;
  readonly offices: Readonly<Record<string, OfficeView>>;
  /** The board, whole and as it is filtered, by what it was asked for. */
  readonly boards: Readonly<Record<string, BoardView>>;
  /** How many offices the list of them shows under a filter. */
  readonly listed: Readonly<Record<string, number>>;
  readonly looks: readonly LookView[];
  /** What somebody reads of the mails on the way: why they stood, how many waited, what came back. */
  readonly steered: Readonly<Record<string, number | string>>;
  /** Of the offices that are to be called, what came of the last call. */
  readonly calls: Readonly<Record<string, string>>;
  /** How many offices moving the meeting was said to ask again. */
  readonly foretold: number;
  readonly halls: Readonly<Record<string, HallView>>;
  readonly conference: ConferenceView;
  readonly report: ReportView;
  /** The same as a workbook. */
  readonly reportFile: ReportFile;
  /** What the history notes of no office in particular, and whether its chain is whole. */
  readonly meetingHistory: Counts;
  readonly chainIsWhole: boolean;
};
