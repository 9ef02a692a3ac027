import { type TableLimits } from './limits.js';
import { readSharedStrings, type SharedStrings } from './shared-strings.js';
import { type Range, type Row, type Sheet, type TableFile } from './table.js';
import { readWorkbook, type SheetPart, type Workbook } from './workbook.js';
import { WorksheetReading } from './worksheet.js';
import { readXml } from './xml.js';
import { ZipParts } from './zip-parts.js';

/** One file on disk, opened anew for each reading, so that nobody has to close it. */
class XlsxFile {
  private strings: Promise<SharedStrings | undefined> | undefined;

  constructor(
    private readonly path: string,
    private readonly limits: TableLimits,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async with<T>(work: (zip: ZipParts) => Promise<T>): Promise<T> {
    const zip = await this.open();
    try {
      return await work(zip);
    } finally {
      zip.close();
    }
  }

  async *rows(
    workbook: Workbook,
    { part }: SheetPart,
    merged: (ranges: readonly Range[]) => void,
  ): AsyncGenerator<Row> {
    const zip = await this.open();
    try {
      const { formats, dateSystem } = workbook;
      const strings = await this.sharedStrings(zip, workbook);
      const reading = new WorksheetReading({ strings, formats, dateSystem, limits: this.limits });
      for await (const _ of readXml(zip.read(part), reading)) yield* reading.taken();
      merged(reading.merged);
    } finally {
      zip.close();
    }
  }

  open(): Promise<ZipParts> {
    return ZipParts.open(this.path, this.limits, this.signal);
  }

  /** All sheets show the same texts: they are read once. */
  private sharedStrings(zip: ZipParts, { sharedStrings }: Workbook): Promise<SharedStrings | undefined> {
    this.strings ??= (
      sharedStrings === undefined
        ? Promise.resolve(undefined)
        : readSharedStrings(zip.read(sharedStrings), this.limits.cellLength)
    ).catch((error: unknown) => {
      this.strings = undefined;
      throw error;
    });
    return this.strings;
  }
}

const sheetOf = (file: XlsxFile, workbook: Workbook, part: SheetPart): Sheet => {
  let merged: readonly Range[] | undefined;
  const rows = () =>
    file.rows(workbook, part, (ranges) => {
      merged = ranges;
    });
  return {
    name: part.name,
    hidden: part.hidden,
    rows,
    merged: async () => {
      if (merged === undefined) for await (const _ of rows());
      return merged ?? [];
    },
  };
};

export const openXlsx = async (path: string, limits: TableLimits, signal?: AbortSignal): Promise<TableFile> => {
  const file = new XlsxFile(path, limits, signal);
  const workbook = await file.with((zip) => readWorkbook(zip, limits.sheets));
  return { kind: 'xlsx', sheets: workbook.sheets.map((part) => sheetOf(file, workbook, part)) };
};
