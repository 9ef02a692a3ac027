import { type Writable } from 'node:stream';
import { inPieces, PacedWriter } from '#platform';
import { defused } from './formulas.js';
import { type WrittenSheet, type WrittenValue } from './written.js';

/** By it Excel knows that what follows is UTF-8. */
const mark = '\ufeff';

const field = (value: WrittenValue): string => {
  const text = typeof value === 'number' ? String(value) : defused(value.toWellFormed());
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const line = (values: readonly WrittenValue[]): string => `${values.map(field).join(',')}\r\n`;

async function* linesOf({ columns, rows }: Omit<WrittenSheet, 'name'>): AsyncGenerator<string> {
  yield mark + line(columns.map(({ title }) => title));
  for await (const row of rows) yield line(row);
}

/** A list that opens in a Thai Excel by a double click, and runs nothing there; `openTable` gives the texts back as they were. */
export const writeCsv = async (stream: Writable, sheet: Omit<WrittenSheet, 'name'>): Promise<void> => {
  const writer = new PacedWriter(stream);
  for await (const piece of inPieces(linesOf(sheet))) await writer.write(piece);
  await writer.end();
};
