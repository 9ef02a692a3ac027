import { renderToStaticMarkup } from 'react-dom/server';
import { type PaperParts } from '#contracts';
import { FormSheet } from './form-sheet.js';
import { LetterSheet } from './letter-sheet.js';
import { paperStyle } from './paper-style.js';
import { type Sheet } from './sheet.js';

/** Runs and loads nothing, wherever it is opened. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);

export const pageBegin = (title: string): string =>
  `<!doctype html><html lang="th"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(title)}</title><style>${paperStyle()}</style></head><body>`;
export const pageEnd = '</body></html>';

/** What is printed, and not gone on writing. */
export type PrintedParts = Exclude<PaperParts, 'letters-in-word'>;
/** The papers of one office, as they lie in the pile. */
export const papersOf = (sheet: Sheet, parts: PrintedParts): string =>
  renderToStaticMarkup(
    <>
      {parts !== 'forms' && <LetterSheet sheet={sheet} />}
      {parts !== 'letters' && <FormSheet sheet={sheet} />}
    </>,
  );
