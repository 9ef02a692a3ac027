import { type ImportSheet } from '#contracts';

/** Of all that is told of a file's sheets; an answer holds it, and more. */
const mostBytes = 300_000;
const bytesOf = (sheet: ImportSheet): number => Buffer.byteLength(JSON.stringify(sheet));

/**
 * Sheets as they are told of: fifty of two hundred long headings each are more than one answer carries. Of those that are
 * too many, samples are left out first, then headings that nobody would take for a column.
 */
export const withinReach = (sheets: readonly ImportSheet[], most = mostBytes): ImportSheet[] => {
  let left = most;
  return sheets.map((sheet) => {
    const { columns } = sheet;
    const without = { ...sheet, sample: [] };
    const plain = {
      ...without,
      headings: sheet.headings.filter(({ column }) => columns.some((each) => each.column === column)),
    };
    const told = [sheet, without].find((each) => bytesOf(each) <= left) ?? plain;
    left -= bytesOf(told);
    return told;
  });
};
