import { type Letter, type LetterBlock } from './letter.js';
import { type Span } from './markdown.js';

/** Where a link leads stands behind it, once. */
const said = (spans: readonly Span[]): string =>
  spans
    .map(({ text, href }, index) => {
      const ends = href !== undefined && spans[index + 1]?.href !== href;
      return ends && text !== href ? `${text} (${href})` : text;
    })
    .join('');
const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** Where it is for several offices, each with its link and its code. */
const actionText = ({ action, several, offices }: Letter): string => {
  if (action === undefined) return '';
  if (offices === undefined || several === undefined) return `${action.label}:\n${action.url}\n${action.note}`;
  const each = offices.map(
    ({ name, url, code }, index) => `${index + 1}. ${name}\n   ${action.label}: ${url}\n   ${several.code}: ${code}`,
  );
  return [several.lead, ...each, several.note].join('\n');
};

const blockText = (block: LetterBlock, letter: Letter): string => {
  switch (block.kind) {
    case 'paragraph':
      return said(block.spans);
    case 'list':
      return block.items
        .map((item, index) => {
          const mark = block.ordered ? `${index + 1}. ` : '- ';
          return `${mark}${indented(said(item), mark.length)}`;
        })
        .join('\n');
    case 'facts':
      return letter.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'action':
      return actionText(letter);
  }
};

/** One enclosure stands behind its term, several each in a line of its own. */
const headText = ({ head }: Letter): string =>
  head
    .map(({ term, items }) => {
      const said = items.map(({ text, href }) => (href === undefined ? text : `${text} ${href}`));
      return said.length === 1
        ? `${term} ${said.join('')}`
        : [term, ...said.map((each, index) => `${index + 1}. ${each}`)].join('\n');
    })
    .join('\n');

/** The letter as plain text: everything that the HTML says, each link in full. */
export const letterText = (letter: Letter): string =>
  [
    letter.heading,
    ...(letter.head.length > 0 ? [headText(letter)] : []),
    letter.salutation,
    ...letter.body.map((block) => blockText(block, letter)),
    [letter.closing, ...letter.signature].join('\n'),
    `--\n${letter.footer}`,
  ].join('\n\n') + '\n';
