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

const blockText = (block: LetterBlock, { facts, action }: Letter): string => {
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
      return facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
    case 'action':
      return action === undefined ? '' : `${action.label}:\n${action.url}\n${action.note}`;
  }
};

/** The letter as plain text: everything that the HTML says, each link in full. */
export const letterText = (letter: Letter): string =>
  [
    letter.heading,
    letter.salutation,
    ...letter.body.map((block) => blockText(block, letter)),
    [letter.closing, ...letter.signature].join('\n'),
    `--\n${letter.footer}`,
  ].join('\n\n') + '\n';
