import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { printToPdf } from './chromium.js';
import { pageBegin, pageEnd } from './paper-page.js';

export type Document = { readonly path: string; readonly ending: 'pdf' | 'html'; readonly contentType: string };
/** A document that grows by the papers of some offices at a time. */
export type Growing = { readonly add: (papers: string) => Promise<void>; readonly end: () => Promise<Document> };

/** A page to be printed from a browser. */
export const asPage = async (folder: string, title: string): Promise<Growing> => {
  const path = join(folder, 'papers.html');
  await writeFile(path, pageBegin(title), { mode: 0o600 });
  return {
    add: (papers) => appendFile(path, papers),
    end: async () => {
      await appendFile(path, pageEnd);
      return { path, ending: 'html', contentType: 'text/html; charset=utf-8' };
    },
  };
};

/** Printed part by part: a browser that lays out a thousand pages at once takes gigabytes. */
export const asPdf = async (
  folder: string,
  title: string,
  { command, signal }: { readonly command: string; readonly signal: AbortSignal },
): Promise<Growing> => {
  const whole = await PDFDocument.create();
  whole.setTitle(title, { showInWindowTitleBar: true });
  whole.setLanguage('th-TH');
  const [page, pdf, path] = [join(folder, 'part.html'), join(folder, 'part.pdf'), join(folder, 'papers.pdf')];
  return {
    add: async (papers) => {
      await writeFile(page, pageBegin(title) + papers + pageEnd, { mode: 0o600 });
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
