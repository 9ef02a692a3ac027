import { createWriteStream } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WordBlock, wordFileType, writeWordFile } from '#word-files';
import { printToPdf } from './chromium.js';
import { letterInWord, letterMargins } from './letter-in-word.js';
import { type PrintedParts } from './paper-page.js';
import { type Sheet } from './sheet.js';

export type Document = {
  readonly path: string;
  readonly ending: 'pdf' | 'html' | 'docx';
  readonly contentType: string;
};
/** A document that grows by the papers of some offices at a time. */
export type Growing = {
  readonly add: (sheets: readonly Sheet[]) => Promise<void>;
  readonly end: () => Promise<Document>;
};

/** Where it grows, what it is called, and what it holds of each office. */
export type Wanted = { readonly folder: string; readonly title: string; readonly parts: PrintedParts };

/** What prints comes with the first papers that are printed: the memory that it takes is that of whatever else a service does. */
const printing = async ({ title, parts }: Wanted) => {
  const { pageBegin, pageEnd, papersOf } = await import('./paper-page.js');
  return {
    begin: pageBegin(title),
    written: (sheets: readonly Sheet[]): string => sheets.map((sheet) => papersOf(sheet, parts)).join(''),
    end: pageEnd,
  };
};

/** A page to be printed from a browser. */
export const asPage = async (wanted: Wanted): Promise<Growing> => {
  const { begin, written, end } = await printing(wanted);
  const path = join(wanted.folder, 'papers.html');
  await writeFile(path, begin, { mode: 0o600 });
  return {
    add: (sheets) => appendFile(path, written(sheets)),
    end: async () => {
      await appendFile(path, end);
      return { path, ending: 'html', contentType: 'text/html; charset=utf-8' };
    },
  };
};

/** Printed part by part: a browser that lays out a thousand pages at once takes gigabytes. */
export const asPdf = async (
  wanted: Wanted,
  { command, signal }: { readonly command: string; readonly signal: AbortSignal },
): Promise<Growing> => {
  const { folder, title } = wanted;
  const [{ begin, written, end }, { PDFDocument }] = await Promise.all([printing(wanted), import('@cantoo/pdf-lib')]);
  const whole = await PDFDocument.create();
  whole.setTitle(title, { showInWindowTitleBar: true });
  whole.setLanguage('th-TH');
  const [page, pdf, path] = [join(folder, 'part.html'), join(folder, 'part.pdf'), join(folder, 'papers.pdf')];
  return {
    add: async (sheets) => {
      await writeFile(page, begin + written(sheets) + end, { mode: 0o600 });
      await printToPdf(command, { folder, page, pdf, signal });
      const part = await PDFDocument.load(await readFile(pdf));
      for (const each of await whole.copyPages(part, part.getPageIndices())) whole.addPage(each);
    },
    end: async () => {
      await writeFile(path, await whole.save(), { mode: 0o600 });
      return { path, ending: 'pdf', contentType: 'application/pdf' };
    },
  };
};

/** To be gone on writing in Word, a letter on pages of its own. */
export const asWord = ({ folder, title }: Pick<Wanted, 'folder' | 'title'>): Growing => {
  const path = join(folder, 'papers.docx');
  const parts: (readonly WordBlock[])[] = [];
  return {
    add: async (sheets) => void parts.push(...sheets.map(letterInWord)),
    end: async () => {
      await writeWordFile(createWriteStream(path, { mode: 0o600 }), {
        title,
        language: 'th',
        margins: letterMargins,
        parts,
      });
      return { path, ending: 'docx', contentType: wordFileType };
    },
  };
};
