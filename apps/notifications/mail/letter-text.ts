import { type Letter } from './letter.js';

/** The letter as plain text: everything that the HTML says, the link in full. */
export const letterText = (letter: Letter): string =>
  [
    letter.heading,
    letter.salutation,
    ...letter.paragraphs,
    letter.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...(letter.action === undefined ? [] : [`${letter.action.label}:\n${letter.action.url}\n${letter.action.note}`]),
    ...letter.after,
    [letter.closing, ...letter.signature].join('\n'),
    `--\n${letter.footer}`,
  ].join('\n\n') + '\n';
