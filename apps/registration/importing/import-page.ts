import { type ImportCounts, type ImportRow, type ImportRowState } from '#contracts';

/** Rows of an import that are read, kept and undone together, in the order of the file. */
export type ImportPage = {
  readonly id: string;
  readonly revision: number;
  /** Its place among the pages of its reading, from 1. */
  readonly number: number;
  readonly rows: readonly ImportRow[];
};

export const mostRows = 500;
/** A document holds 16 MB, and beside its rows a page holds what is told of them. */
const mostBytes = 4_000_000;

/** `text`: its rows, as JSON. */
export type NewPage = { readonly rows: readonly ImportRow[]; readonly text: string };

/** As many rows to a page as it holds; one by itself where it alone is larger. */
export const pagesOf = (rows: readonly ImportRow[]): NewPage[] => {
  const pages: { readonly rows: ImportRow[]; readonly texts: string[] }[] = [];
  let left = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const bytes = Buffer.byteLength(text);
    const page = pages.at(-1);
    if (page === undefined || page.rows.length >= mostRows || bytes > left) {
      pages.push({ rows: [row], texts: [text] });
      left = mostBytes - bytes;
    } else {
      page.rows.push(row);
      page.texts.push(text);
      left -= bytes;
    }
  }
  return pages.map((page) => ({ rows: page.rows, text: `[${page.texts.join(',')}]` }));
};

const countOf = (rows: readonly ImportRow[], is: (row: ImportRow) => boolean): number => rows.filter(is).length;

/** What is asked of pages without looking at their rows. */
export type PageFigures = {
  readonly states: Partial<Pick<ImportCounts, ImportRowState>>;
  readonly kept: number;
  readonly undone: number;
};
export const figuresOf = (rows: readonly ImportRow[]): PageFigures => ({
  states: Object.fromEntries(
    [...Map.groupBy(rows, ({ state }) => state)].map(([state, those]) => [state, those.length]),
  ),
  kept: countOf(rows, ({ outcome }) => outcome === 'kept'),
  undone: countOf(rows, ({ outcome }) => outcome === 'undone'),
});
