import { columnName } from './table.js';
import { type WrittenColumn } from './written.js';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const typeOf = (part: string): string => `application/vnd.openxmlformats-officedocument.spreadsheetml.${part}+xml`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const code = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** What XML can't hold is written `_x0007_`, and so is a carriage return, which a reader would take for a line feed. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // eslint would take the class for a mistake if it stood as a literal.
    .replace(unwritable, (character) => `_x${code(character)}_`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
const unwritable = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\ufffe\\uffff]', 'g');

const longestName = 31;
/** Names that Excel takes: of 31 characters at most, without some signs, and no two that differ in capitals only. */
export const sheetNames = (wanted: readonly string[]): readonly string[] => {
  const taken = new Set<string>();
  return wanted.map((name, at) => {
    const plain = name
      .replace(/[[\]:*?/\\\s]/g, ' ')
      .replace(unwritable, ' ')
      .trim()
      .replace(/^'+|'+$/g, '')
      .slice(0, longestName)
      .toWellFormed();
    const usual = plain === '' || plain.toLowerCase() === 'history' ? `Sheet${at + 1}` : plain;
    let unique = usual;
    for (let more = 2; taken.has(unique.toLowerCase()); more++) {
      const ending = ` (${more})`;
      unique = usual.slice(0, longestName - ending.length) + ending;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
};

const numbered = (count: number, text: (number: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at + 1)).join('');

export const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typeOf('sheet.main')}"/><Override PartName="/xl/styles.xml" ContentType="${typeOf('styles')}"/>${numbered(sheets, (number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${typeOf('worksheet')}"/>`)}</Types>`;

export const mainRelations = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export const workbookRelations = (sheets: number): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${numbered(sheets, (number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

/** 0: text, so that a telephone number that is edited keeps its zero; 1: names of columns, bold; 2: numbers. */
export const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Tahoma"/></font><font><b/><sz val="11"/><name val="Tahoma"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const sheetReference = (name: string): string => escaped(`'${name.replaceAll("'", "''")}'`);

/** The filters are named here as well, as Excel does. */
export const workbook = (names: readonly string[], filters: readonly string[]): string => {
  const sheets = names
    .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('');
  const defined = names
    .map(
      (name, at) =>
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheetReference(name)}!${filters[at] ?? '$A$1'}</definedName>`,
    )
    .join('');
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets}</sheets><definedNames>${defined}</definedNames></workbook>`;
};

const usualWidth = 18;
const widest = 255;

export const sheetTop = (columns: readonly WrittenColumn[], isFirst: boolean): string => {
  const widths = columns
    .map(
      ({ width = usualWidth }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${Math.min(Math.max(width, 1), widest)}" style="0" customWidth="1"/>`,
    )
    .join('');
  const selected = isFirst ? ' tabSelected="1"' : '';
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${selected}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths === '' ? '' : `<cols>${widths}</cols>`}<sheetData>`;
};

/** Numbers that are kept as text on purpose get no green corner. */
export const sheetTail = (columns: number, rows: number): string => {
  const all = `A1:${columnName(Math.max(1, columns))}${rows}`;
  return `</sheetData><autoFilter ref="${all}"/><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
};
