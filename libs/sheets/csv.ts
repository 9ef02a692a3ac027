import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { invalid } from '#platform';
import { type Delimiter, delimiterOf } from './delimiters.js';
import { chooseEncoding, decodedText, surveyEncodings } from './encodings.js';
import { armed } from './formulas.js';
import { headRows, lastRow, type TableLimits } from './limits.js';
import { type EncodingSample, cellName, noCell, type Row, type TableFile, type TextEncoding } from './table.js';

/** What is looked at to tell the sign between cells. */
const headLength = 64 * 1024;
/** No row that may be taken has more; one that has would fill the memory before it is whole. */
const mostDelimiters = 200_000;
/** Nor is any as long: such a row began with a quote that nothing closes. */
const longestRow = 20 * 1024 * 1024;
const sampleRows = 3;

type Source = { readonly path: string; readonly encoding: TextEncoding; readonly signal: AbortSignal | undefined };

const headOf = async ({ path, encoding, signal }: Source): Promise<string> => {
  let head = '';
  for await (const piece of decodedText(path, encoding, signal)) {
    head += piece;
    if (head.length >= headLength) break;
  }
  return head.slice(0, headLength);
};

/** The text without a first line that names the sign, and refused where a line has no end of cells. */
async function* linesOf(source: Source, delimiter: Delimiter, skipped: number, most: number): AsyncGenerator<string> {
  const sign = delimiter.charCodeAt(0);
  let left = skipped;
  let inLine = 0;
  let line = 1;
  for await (const piece of decodedText(source.path, source.encoding, source.signal)) {
    const text = piece.slice(left);
    left -= piece.length - text.length;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) {
        inLine = 0;
        line++;
      } else if (code === sign && ++inLine > mostDelimiters) {
        throw invalid('table-too-many-columns', { values: { most, cell: cellName(line, most + 1) } });
      }
    }
    if (text !== '') yield text;
  }
}

const openQuote = new Set<string>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/** Records with their numbers; an empty line is a row, too, as it is in a sheet. */
async function* recordsOf(
  source: Source,
  limits: TableLimits,
): AsyncGenerator<{ number: number; record: readonly string[] }> {
  const { delimiter, skipped } = delimiterOf(await headOf(source));
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: longestRow,
  });
  const lines = Readable.from(linesOf(source, delimiter, skipped, limits.columns));
  lines.on('error', (error) => parser.destroy(error));
  lines.pipe(parser);
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      source.signal?.throwIfAborted();
      // No program shows more rows, be they empty.
      if (++number > lastRow) throw invalid('table-too-many-rows', { values: { most: limits.rows } });
      yield { number, record };
    }
  } catch (error) {
    // The parser's error holds what it read, which is nobody's but the list's: it goes into no log.
    throw error instanceof CsvError && openQuote.has(error.code)
      ? invalid('table-quote-open', { values: { row: number + 1 }, why: error.code })
      : error;
  } finally {
    lines.destroy();
    parser.destroy();
  }
}

const rowOf = (number: number, record: readonly string[], { columns, cellLength }: TableLimits): Row | undefined => {
  let last = record.length;
  while (last > 0 && record[last - 1] === '') last--;
  if (last === 0) return undefined;
  if (last > columns)
    throw invalid('table-too-many-columns', { values: { most: columns, cell: cellName(number, last) } });
  const cells = record.slice(0, last).map((text, at) => {
    const first = armed(text);
    if (first.length > cellLength) {
      throw invalid('table-cell-too-long', { values: { cell: cellName(number, at + 1), most: cellLength } });
    }
    return first === '' ? noCell : { text: first };
  });
  return { number, cells };
};

async function* rowsOf(source: Source, limits: TableLimits): AsyncGenerator<Row> {
  let counted = 0;
  for await (const { number, record } of recordsOf(source, limits)) {
    const row = rowOf(number, record, limits);
    if (row === undefined) continue;
    if (++counted > limits.rows + headRows) throw invalid('table-too-many-rows', { values: { most: limits.rows } });
    yield row;
  }
}

const isAscii = (record: readonly string[]): boolean => record.every((text) => /^[\0-\x7f]*$/.test(text));

/** The first rows that read differently, else the first rows: Thai may begin far down a list. */
const sampleOf = async (source: Source, sure: boolean, limits: TableLimits): Promise<EncodingSample> => {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of rowsOf(source, limits)) {
    const texts = cells.map(({ text }) => text);
    if (sure || !isAscii(texts)) rows.push(texts);
    if (rows.length === sampleRows) break;
  }
  return { encoding: source.encoding, rows };
};

export type CsvOptions = { readonly encoding?: TextEncoding | undefined; readonly signal?: AbortSignal | undefined };

/** With an encoding that a person has confirmed, or the one that the bytes tell. */
export const openCsv = async (
  path: string,
  head: Uint8Array,
  limits: TableLimits,
  { encoding, signal }: CsvOptions,
): Promise<TableFile> => {
  const chunks = () => createReadStream(path, { signal }) as AsyncIterable<Uint8Array>;
  const chosen =
    encoding === undefined
      ? chooseEncoding(head, await surveyEncodings(chunks()))
      : { used: encoding, sure: true, possible: [encoding] };
  const source: Source = { path, encoding: chosen.used, signal };
  if ((await headOf(source)) === '') throw invalid('table-empty');
  const samples: EncodingSample[] = [];
  for (const possible of chosen.possible) {
    samples.push(await sampleOf({ ...source, encoding: possible }, chosen.sure, limits));
  }
  return {
    kind: 'csv',
    encoding: { used: chosen.used, sure: chosen.sure, samples },
    sheets: [{ name: '', hidden: false, rows: () => rowsOf(source, limits), merged: () => Promise.resolve([]) }],
  };
};
