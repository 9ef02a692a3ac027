import { differenceOf, differencesOf } from './compare.js';
import { digestDifferences } from './digests.js';
import { type Observation } from './observe.js';
import { type Expectation, type Figures } from './oracle.js';
import { type Plot } from './plot.js';
import { storiesOf, type Stories } from './stories.js';

export type MailCount = { expected: number; received: number; duplicates: number; missing: number; unexpected: number };
export type RehearsalReport = Figures & {
  mails: Record<string, MailCount>;
  callList: number;
  /** Each act with its figures as they were seen. */
  acts: Stories;
  wallSeconds: number;
  meetingTimeFrom: string;
  meetingTimeTo: string;
  seed: number;
  /** How often each kind of trouble befell it. */
  chaos: Readonly<Record<string, number>>;
  differences: string[];
  agrees: boolean;
};

const kindOf = (key: string): string => key.slice(0, key.indexOf(' '));

const countMails = (expected: ReadonlySet<string>, received: readonly string[]): Record<string, MailCount> => {
  const counts: Record<string, MailCount> = {};
  const at = (kind: string) =>
    (counts[kind] ??= { expected: 0, received: 0, duplicates: 0, missing: 0, unexpected: 0 });
  const seen = new Set<string>();
  for (const key of expected) at(kindOf(key)).expected += 1;
  for (const key of received) {
    const count = at(kindOf(key));
    count.received += 1;
    if (seen.has(key)) count.duplicates += 1;
    else if (!expected.has(key)) count.unexpected += 1;
    seen.add(key);
  }
  for (const key of expected) if (!seen.has(key)) at(kindOf(key)).missing += 1;
  return counts;
};

const figureNames = [
  'invited',
  'answered',
  'surveyed',
  'surveyedAnswered',
  'surveyedAnsweredPercent',
  'byClass',
  'byChannel',
  'checks',
  'sitesReady',
] as const;

const mailDifferences = (
  expected: ReadonlySet<string>,
  seen: Observation,
  mails: Record<string, MailCount>,
): string[] => {
  const received = new Set(seen.mails);
  const first = (keys: Iterable<string>, kind: string, other: ReadonlySet<string>): string =>
    [...keys]
      .filter((key) => kindOf(key) === kind && !other.has(key))
      .slice(0, 2)
      .join(', ') || 'none';
  return Object.entries(mails).flatMap(([kind, { duplicates, missing, unexpected }]) =>
    duplicates + missing + unexpected === 0
      ? []
      : [
          `mails of kind ${kind}: ${duplicates} twice, ${missing} missing (${first(expected, kind, received)}), ${unexpected} unexpected (${first(received, kind, expected)})`,
        ],
  );
};

const standingDifferences = (expected: Expectation['standing'], seen: Observation['standing']): string[] => [
  ...differencesOf('lists handed in', expected.lists, seen.lists),
  ...differencesOf('offices', expected.offices, seen.offices),
  ...differencesOf('boards', expected.boards, seen.boards),
  ...differencesOf('offices listed', expected.listed, seen.listed),
  ...differencesOf('looks', byInstant(expected.looks), byInstant(seen.looks)),
  ...differencesOf('mails on the way', expected.steered, seen.steered),
  ...differencesOf('calls', expected.calls, seen.calls),
  ...differenceOf('offices foretold to be asked again', expected.foretold, seen.foretold),
  ...differencesOf('halls', expected.halls, seen.halls),
  ...differenceOf('conference', expected.conference, seen.conference),
  ...differencesOf('report', expected.report, seen.report),
  ...differencesOf('report as a workbook', expected.reportFile, seen.reportFile),
  ...differencesOf('history of the meeting', expected.meetingHistory, seen.meetingHistory),
  ...differenceOf('whole history', expected.chainIsWhole, seen.chainIsWhole),
];
const byInstant = (looks: Expectation['standing']['looks']): Record<string, unknown> =>
  Object.fromEntries(looks.map((look) => [look.at, look]));

type Run = Pick<RehearsalReport, 'wallSeconds' | 'meetingTimeFrom' | 'meetingTimeTo' | 'seed' | 'chaos'>;

/** Compares what was seen with what had to come; `agrees` only if nothing differs. */
export const reportOf = (plot: Plot, expected: Expectation, seen: Observation, run: Run): RehearsalReport => {
  const expectedMails = new Set([...expected.mails, ...seen.foreseen]);
  const mails = countMails(expectedMails, seen.mails);
  const strayCalls = [...seen.callList].filter((each) => !expected.callList.has(each)).length;
  const missedCalls = [...expected.callList].filter((each) => !seen.callList.has(each)).length;
  const differences = [
    ...figureNames.flatMap((name) => differenceOf(name, expected[name], seen[name])),
    ...mailDifferences(expectedMails, seen, mails),
    ...(seen.sinkStrangers > 0 ? [`${seen.sinkStrangers} mails in the sink that Sala's headers do not explain`] : []),
    ...(strayCalls + missedCalls > 0
      ? [`call list: ${strayCalls} that should not be on it, ${missedCalls} missing`]
      : []),
    ...digestDifferences(expected.digests, seen.digests, seen.digestReaders),
    ...standingDifferences(expected.standing, seen.standing),
  ];
  const figures = Object.fromEntries(figureNames.map((name) => [name, seen[name]])) as Figures;
  return {
    ...figures,
    mails,
    callList: seen.callList.size,
    acts: storiesOf(plot, seen),
    ...run,
    differences,
    agrees: differences.length === 0,
  };
};
