import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type Cell, type Row, type Sheet, type TableFile } from '../index.js';

const transitional = 'http://schemas.openxmlformats.org';
const strictly = 'http://purl.oclc.org/ooxml';

export type HandmadeSheet = {
  /** What stands between `<worksheet>` and its end; rows alone are put into `<sheetData>`. */ readonly xml: string;
  readonly name?: string;
  readonly state?: string;
};
export type Handmade = {
  readonly sheets: readonly HandmadeSheet[];
  readonly shared?: string;
  readonly styles?: string;
  readonly properties?: string;
  readonly strict?: boolean;
  /** Parts that replace those above, or are taken away. */ readonly parts?: Readonly<
    Record<string, string | Uint8Array | undefined>
  >;
};

/** A workbook as no writer of ours makes it, part by part. */
export const partsOf = ({
  sheets,
  shared,
  styles,
  properties = '',
  strict = false,
  parts = {},
}: Handmade): Record<string, string | Uint8Array> => {
  const main = strict ? `${strictly}/spreadsheetml/main` : `${transitional}/spreadsheetml/2006/main`;
  const office = strict
    ? `${strictly}/officeDocument/relationships`
    : `${transitional}/officeDocument/2006/relationships`;
  const relations = (...entries: string[]) =>
    `<Relationships xmlns="${transitional}/package/2006/relationships">${entries.join('')}</Relationships>`;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const all: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': `<Types xmlns="${transitional}/package/2006/content-types"/>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${sheets
      .map(
        ({ name = `S${sheets.length}`, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
      relation('shared', 'sharedStrings', 'sharedStrings.xml'),
      relation('styles', 'styles', '/xl/styles.xml'),
    ),
    ...Object.fromEntries(
      sheets.map(({ xml }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${main}">${xml.includes('<sheetData') ? xml : `<sheetData>${xml}</sheetData>`}</worksheet>`,
      ]),
    ),
    ...(shared !== undefined && { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${shared}</sst>` }),
    ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>` }),
    ...parts,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, content]) => (content === undefined ? [] : [[name, content]])),
  );
};

export const zipOf = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ) as Zippable,
  );
export const handmade = (workbook: Handmade): Uint8Array => zipOf(partsOf(workbook));
export const oneSheet = (xml: string, rest: Partial<Handmade> = {}): Uint8Array =>
  handmade({ sheets: [{ xml }], ...rest });

/** Number formats for cells with the style of their place. */
export const formatted = (...codes: readonly string[]): string =>
  `<numFmts>${codes.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${codes.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs>`;

/** Files in a folder that goes when the tests have ended. */
export class Files {
  private folder: Promise<string> | undefined;
  private count = 0;

  async path(name = 'table'): Promise<string> {
    this.folder ??= mkdtemp(join(tmpdir(), 'sheets-'));
    return join(await this.folder, `${++this.count}-${name}`);
  }
  async put(content: string | Uint8Array, name?: string): Promise<string> {
    const path = await this.path(name);
    await writeFile(path, content);
    return path;
  }
  async remove(): Promise<void> {
    if (this.folder !== undefined) await rm(await this.folder, { recursive: true, force: true });
  }
}

export const rowsIn = async (sheet: Sheet | undefined): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of sheet?.rows() ?? []) rows.push(row);
  return rows;
};
export const textsIn = async ({ sheets }: TableFile, at = 0): Promise<readonly (readonly string[])[]> =>
  (await rowsIn(sheets[at])).map(({ cells }) => cells.map(({ text }) => text));
export const firstRow = async ({ sheets }: TableFile): Promise<readonly Cell[]> =>
  (await rowsIn(sheets[0]))[0]?.cells ?? [];
