/** What a table may take of the machine. Sizes in bytes; lengths as Excel counts them, in UTF-16 units. */
export type TableLimits = {
  readonly fileBytes: number;
  /** A list is not packed, so that it may be more: a hundred thousand rows of Thai take three bytes a letter. */ readonly csvBytes: number;
  /** An old .xls is read as a whole, so that it may be less. */ readonly xlsBytes: number;
  readonly unpackedBytes: number;
  /** How much of what is unpacked may come from one byte of the file, above a size that does no harm. */
  readonly unpackedRatio: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellLength: number;
  readonly merged: number;
  readonly xlsMilliseconds: number;
  readonly xlsHeapMebibytes: number;
};

const mebibyte = 1024 * 1024;

export const tableLimits: TableLimits = {
  fileBytes: 20 * mebibyte,
  csvBytes: 64 * mebibyte,
  xlsBytes: 5 * mebibyte,
  unpackedBytes: 200 * mebibyte,
  unpackedRatio: 250,
  sheets: 50,
  rows: 100_000,
  columns: 200,
  cellLength: 32_767,
  merged: 100_000,
  xlsMilliseconds: 20_000,
  xlsHeapMebibytes: 192,
};

/** A title and the columns' names stand above the rows that are counted. */
export const headRows = 20;
/** Below it no ratio is asked: such a part does no harm however small its file was. */
export const harmlessBytes = 10 * mebibyte;
/** Parts of a workbook beside its sheets, such as pictures. */
export const mostParts = 10_000;
/** More texts than this can't be cells of a sheet that stays within its unpacked size. */
export const mostShared = 5_000_000;
/** Where the last cell of a sheet is, XFD1048576. */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;

export const inMebibytes = (bytes: number): number => Math.round((bytes / mebibyte) * 10) / 10;
