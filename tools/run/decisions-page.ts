/** What stands at the head of a decision: `# 0001 Title`, then `Status: accepted · 2026-11-23`. */
export type Decision = { file: string; number: string; title: string; status: string; date: string };

const head = /^# (\d{4}) (.+)\nStatus: (accepted|superseded by \d{4}) · (\d{4}-\d{2}-\d{2})\n/;

/** Throws where the head is not as it must be, so that no decision is left out of the index in silence. */
export const readDecision = (file: string, text: string): Decision => {
  const [, number, title, status, date] = head.exec(text) ?? [];
  if (number === undefined || title === undefined || status === undefined || date === undefined) {
    throw new Error(`${file} does not begin with '# NNNN Title' and 'Status: accepted · YYYY-MM-DD'.`);
  }
  if (!file.startsWith(`${number}-`)) throw new Error(`${file} calls itself ${number}.`);
  return { file, number, title, status, date };
};

/** docs/decisions/README.md, made from the decisions' heads alone. */
export const decisionsPage = (decisions: readonly Decision[]): string =>
  [
    '# Decisions',
    '',
    'Numbered, each with its status, date, context, decision and consequences. A later one that changes or adds to an earlier one says so in both. The table is made by `npm run docs`; a test compares it with the decisions.',
    '',
    '| | decision | status | date |',
    '|---|---|---|---|',
    ...decisions.map(
      ({ file, number, title, status, date }) => `| ${number} | [${title}](${file}) | ${status} | ${date} |`,
    ),
    '',
  ].join('\n');
