import { type TableKind } from './table.js';

const begins = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);

/** Old programs wrote sheets without the container: a record that says 'begin' in one of four forms. */
const isBareXls = (head: Uint8Array): boolean =>
  [0x00, 0x02, 0x04, 0x08].some((version) =>
    begins(head, 0x09, version, version === 0x08 ? 0x08 : version === 0x00 ? 0x04 : 0x06, 0x00),
  );

const isOpenDocument = (head: Uint8Array): boolean => asLatin(head.subarray(30, 38)) === 'mimetype';
const asLatin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

export const isUtf8Marked = (head: Uint8Array): boolean => begins(head, 0xef, 0xbb, 0xbf);
export const isUtf16Marked = (head: Uint8Array): boolean => begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff);

/** Tab, line feed, vertical tab, form feed, carriage return, and the end mark of DOS. */
const inText = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a]);
const isPlain = (head: Uint8Array): boolean => head.every((byte) => byte >= 0x20 || inText.has(byte));

/** Pages, mails and documents that programs name .xls or .csv, and that are text all the same. */
const isMarkup = (head: Uint8Array): boolean =>
  /^\s*(<[!?a-z]|\{\\rtf|%PDF-|MIME-Version:)/i.test(
    asLatin(head)
      .replaceAll('\0', '')
      .replace(/^(ï»¿|ÿþ|þÿ)/, ''),
  );

/** What the file is by how it begins (some thousand bytes), never by its name; a workbook or an old sheet is looked into when it is opened. */
export const recogniseTable = (head: Uint8Array): TableKind | undefined => {
  if (head.length === 0) return undefined;
  if (begins(head, 0x50, 0x4b, 0x03, 0x04)) return isOpenDocument(head) ? undefined : 'xlsx';
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) || isBareXls(head)) return 'xls';
  if (isMarkup(head)) return undefined;
  return isUtf8Marked(head) || isUtf16Marked(head) || isPlain(head) ? 'csv' : undefined;
};
