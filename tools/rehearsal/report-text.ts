import { type RehearsalReport } from './report.js';

const chaosText = (chaos: RehearsalReport['chaos']): string => {
  const parts = Object.entries(chaos).map(([kind, count]) => `${kind} ${count}`);
  return parts.length === 0 ? '' : `, with ${parts.join(', ')}`;
};

const actsText = (acts: RehearsalReport['acts']): string[] =>
  Object.entries(acts).flatMap(([act, figures]) => [
    `  ${act}`,
    ...Object.entries(figures).map(([name, figure]) => `    ${name}: ${String(figure)}`),
  ]);

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
    'What staff did:',
    ...actsText(report.acts),
    report.agrees
      ? 'All figures agree with the scenario.'
      : ['These figures do not agree with the scenario:', ...report.differences.map((each) => `  ${each}`)].join('\n'),
  ].join('\n');
};
