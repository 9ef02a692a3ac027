import { createWriteStream } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { type WordBlock, wordFileType, writeWordFile } from '#word-files';
import { printToPdf } from './chromium.js';
import { letterInWord, letterMargins } from './letter-in-word.js';
import { pageBegin, pageEnd, papersOf, type PrintedParts } from './paper-page.js';
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
const written = (sheets: readonly Sheet[], parts: PrintedParts): string =>
  sheets.map((sheet) => papersOf(sheet, parts)).join('');

/** A page to be printed from a browser. */
export const asPage = async ({ folder, title, parts }: Wanted): Promise<Growing> => {
  const path = join(folder, 'papers.html');
  await writeFile(path, pageBegin(title), { mode: 0o600 });
  return {
    add: (sheets) => appendFile(path, written(sheets, parts)),
    end: async () => {
      await appendFile(path, pageEnd);
      return { path, ending: 'html', contentType: 'text/html; charset=utf-8' };
    },
  };
};

/** Printed part by part: a browser that lays out a thousand pages at once takes gigabytes. */
export const asPdf = async (
  { folder, title, parts }: Wanted,
  { command, signal }: { readonly command: string; readonly signal: AbortSignal },
): Promise<Growing> => {
  const whole = await PDFDocument.create();
  whole.setTitle(title, { showInWindowTitleBar: true });
  whole.setLanguage('th-TH');
  const [page, pdf, path] = [join(folder, 'part.html'), join(folder, 'part.pdf'), join(folder, 'papers.pdf')];
  return {
    add: async (sheets) => {
      await writeFile(page, pageBegin(title) + written(sheets, parts) + pageEnd, { mode: 0o600 });
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
