import { type WrittenSheet, type WrittenValue } from '#sheets';
import { type WordBlock, type WordFile } from '#word-files';
import { type Digits, type Language } from '#words';

const margins = [15, 15, 15, 20] as const;
type Row = readonly WrittenValue[];

/** A column of counts and nothing else; one that is empty holds none. */
const isOfNumbers = (rows: readonly Row[], at: number): boolean =>
  rows.length > 0 && rows.every((row) => typeof row[at] === 'number');

const tableOf = async ({ columns, rows }: WrittenSheet, digits: Digits): Promise<WordBlock> => {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return {
    kind: 'table',
    columns: columns.map(({ title, width = 14 }, at) => ({ title, width, number: isOfNumbers(all, at) })),
    rows: all.map((row) => row.map((value) => digits(String(value)))),
  };
};

/** The report in Word: the sheets of its workbook one after another, each a table under its name. */
export const reportInWord = async (
  sheets: readonly WrittenSheet[],
  { title, language, digits }: { readonly title: string; readonly language: Language; readonly digits: Digits },
): Promise<WordFile> => {
  const blocks: WordBlock[] = [{ kind: 'paragraph', heading: 1, align: 'center', runs: [{ text: digits(title) }] }];
  for (const [at, sheet] of sheets.entries()) {
    // The first sheet is the report as a whole and is called as the document is.
    if (at > 0) blocks.push({ kind: 'paragraph', heading: 2, runs: [{ text: digits(sheet.name) }] });
    blocks.push(await tableOf(sheet, digits));
  }
  return { title, language, landscape: true, margins, parts: [blocks] };
};
