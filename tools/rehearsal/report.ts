import { type Expectation, type Figures } from './oracle.js';

/** What Sala's API and the mail sink said at the end. `mails` holds one key for each mail that arrived, in order. */
export type Observation = Omit<Expectation, 'mails'> & { mails: string[]; sinkStrangers: number };

export type MailCount = { expected: number; received: number; duplicates: number; missing: number; unexpected: number };
export type RehearsalReport = Figures & {
  mails: Record<string, MailCount>;
  callList: number;
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

/** JSON with sorted keys, so that two records of the same content read the same. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Compares what was seen with what had to come; `agrees` only if nothing differs. */
export const reportOf = (
  expected: Expectation,
  seen: Observation,
  run: Pick<RehearsalReport, 'wallSeconds' | 'meetingTimeFrom' | 'meetingTimeTo' | 'seed' | 'chaos'>,
): RehearsalReport => {
  const mails = countMails(expected.mails, seen.mails);
  const differences: string[] = [];
  for (const key of [
    'invited',
    'answered',
    'surveyed',
    'surveyedAnswered',
    'surveyedAnsweredPercent',
    'byClass',
    'byChannel',
    'checks',
    'sitesReady',
  ] as const) {
    if (canonical(expected[key]) !== canonical(seen[key]))
      differences.push(`${key}: expected ${canonical(expected[key])}, saw ${canonical(seen[key])}`);
  }
  for (const [kind, { duplicates, missing, unexpected }] of Object.entries(mails)) {
    if (duplicates + missing + unexpected > 0)
      differences.push(`mails of kind ${kind}: ${duplicates} twice, ${missing} missing, ${unexpected} unexpected`);
  }
  if (seen.sinkStrangers > 0)
    differences.push(`${seen.sinkStrangers} mails in the sink that Sala's headers do not explain`);
  const strayCalls = [...seen.callList].filter((each) => !expected.callList.has(each)).length;
  const missedCalls = [...expected.callList].filter((each) => !seen.callList.has(each)).length;
  if (strayCalls + missedCalls > 0)
    differences.push(`call list: ${strayCalls} that should not be on it, ${missedCalls} missing`);
  const {
    invited,
    answered,
    surveyed,
    surveyedAnswered,
    surveyedAnsweredPercent,
    byClass,
    byChannel,
    checks,
    sitesReady,
  } = seen;
  return {
    invited,
    answered,
    surveyed,
    surveyedAnswered,
    surveyedAnsweredPercent,
    byClass,
    byChannel,
    mails,
    callList: seen.callList.size,
    checks,
    sitesReady,
    ...run,
    differences,
    agrees: differences.length === 0,
  };
};

const chaosText = (chaos: RehearsalReport['chaos']): string => {
  const parts = Object.entries(chaos).map(([kind, count]) => `${kind} ${count}`);
  return parts.length === 0 ? '' : `, with ${parts.join(', ')}`;
};

/** The report as text, for a person at the terminal. */
export const textOf = (report: RehearsalReport): string => {
  const rows = Object.entries(report.byClass).map(
    ([name, { invited, answered }]) => `  ${name.padEnd(24)} ${String(answered).padStart(3)} of ${invited}`,
  );
  const mails = Object.entries(report.mails).map(
    ([kind, each]) =>
      `  ${kind.padEnd(24)} ${String(each.received).padStart(4)} of ${each.expected}, ${each.duplicates} twice, ${each.missing} missing, ${each.unexpected} unexpected`,
  );
  return [
    `The meeting from ${report.meetingTimeFrom} to ${report.meetingTimeTo}, seed ${report.seed}, in ${report.wallSeconds} s${chaosText(report.chaos)}`,
    `Answered: ${report.answered} of ${report.invited} invited; ${report.surveyedAnswered} of ${report.surveyed} surveyed agencies (${report.surveyedAnsweredPercent} %)`,
    ...rows,
    `By channel: ${Object.entries(report.byChannel)
      .map(([channel, count]) => `${channel} ${count}`)
      .join(', ')}`,
    'Mails:',
    ...mails,
    `Call list: ${report.callList}`,
    `Checks: ${report.checks.planned} planned, ${report.checks.passed} passed, ${report.checks.failed} failed, ${report.checks.rechecked} checked again; sites ready: ${report.sitesReady}`,
    report.agrees
      ? 'All figures agree with the scenario.'
      : ['These figures do not agree with the scenario:', ...report.differences.map((each) => `  ${each}`)].join('\n'),
  ].join('\n');
};
