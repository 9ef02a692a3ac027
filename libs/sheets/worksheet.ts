import { invalid } from '#platform';
import { damaged } from './damaged.js';
import { headRows, lastColumn, lastRow, type TableLimits } from './limits.js';
import { type NumberFormat } from './number-format.js';
import { plainNumber } from './plain-number.js';
import { type DateSystem, isoText } from './serial-dates.js';
import { type SharedStrings } from './shared-strings.js';
import { type Cell, cellAt, cellName, isEmptyCell, noCell, type Range, rangeOf, type Row } from './table.js';
import { TextParts, unescaped } from './text-parts.js';
import { type XmlAttributes, type XmlReading } from './xml.js';

export type CellReading = {
  readonly strings: SharedStrings | undefined;
  readonly formats: readonly NumberFormat[];
  readonly dateSystem: DateSystem;
  readonly limits: TableLimits;
};

/** Goes through a sheet's part, piece by piece: rows as they are whole, and at the end the cells that are joined. */
export class WorksheetReading implements XmlReading {
  readonly merged: Range[] = [];
  private rows: Row[] = [];
  private counted = 0;
  private inData = false;
  private row = 0;
  private cells: Cell[] = [];
  private column = 0;
  private cell: XmlAttributes | undefined;
  private isFormula = false;
  private inValue = false;
  private isInline = false;
  private value = '';
  private readonly inline: TextParts;

  constructor(private readonly how: CellReading) {
    this.inline = new TextParts(how.limits.cellLength);
  }

  /** The rows that have become whole since they were last taken. */
  taken(): readonly Row[] {
    const { rows } = this;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'sheetData') this.inData = true;
    else if (!this.inData) this.openOutside(name, attributes);
    else if (this.cell !== undefined) this.openInCell(name);
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
  };

  readonly text = (text: string): void => {
    if (this.cell === undefined) return;
    if (this.inValue) {
      this.value += text;
      if (this.value.length > this.how.limits.cellLength * 7) throw this.tooLong();
    } else if (this.isInline) this.inline.text(text);
  };

  readonly close = (name: string): void => {
    if (name === 'sheetData') this.inData = false;
    else if (!this.inData) return;
    else if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'is') this.isInline = false;
    else if (this.isInline) this.inline.close(name);
  };

  private openOutside(name: string, { ref = '' }: XmlAttributes): void {
    if (name !== 'mergeCell') return;
    const range = rangeOf(ref);
    if (range === undefined) throw damaged('joined cells');
    if (this.merged.length >= this.how.limits.merged) {
      throw invalid('table-too-many-merged', { values: { most: this.how.limits.merged } });
    }
    this.merged.push(range);
  }

  private openRow({ r }: XmlAttributes): void {
    const number = r === undefined ? this.row + 1 : /^\d{1,7}$/.test(r) ? Number(r) : 0;
    if (number < 1 || number > lastRow) throw damaged('row number');
    // Rows are handed on as they are read; sorting them would take the whole sheet.
    if (number <= this.row) throw invalid('table-rows-disordered', { values: { row: number, after: this.row } });
    this.row = number;
    this.column = 0;
    this.cells = [];
  }

  private openCell(attributes: XmlAttributes): void {
    const { r } = attributes;
    const at = r === undefined ? undefined : cellAt(r);
    if (r !== undefined && at?.row !== this.row) throw damaged('cell name');
    this.column = at?.column ?? this.column + 1;
    if (this.column > lastColumn || this.row === 0) throw damaged('cell name');
    this.cell = attributes;
    this.isFormula = false;
    this.value = '';
    this.inline.begin();
  }

  private openInCell(name: string): void {
    if (name === 'v') this.inValue = true;
    else if (name === 'f') this.isFormula = true;
    else if (name === 'is') this.isInline = true;
    else if (this.isInline) this.inline.open(name);
  }

  private closeCell(): void {
    const { t = 'n', s } = this.cell ?? {};
    const text = this.cellText(t, s);
    this.cell = undefined;
    if (text.length > this.how.limits.cellLength) throw this.tooLong();
    const cell: Cell = { text, ...(this.isFormula && { formula: true }), ...(t === 'e' && { error: true }) };
    if (isEmptyCell(cell)) return;
    if (this.column > this.how.limits.columns) {
      throw invalid('table-too-many-columns', {
        values: { most: this.how.limits.columns, cell: cellName(this.row, this.column) },
      });
    }
    while (this.cells.length < this.column - 1) this.cells.push(noCell);
    this.cells[this.column - 1] = cell;
  }

  private cellText(type: string, style: string | undefined): string {
    if (type === 's') return this.shared();
    if (type === 'inlineStr') {
      const text = this.inline.taken();
      if (text === undefined) throw this.tooLong();
      return text;
    }
    if (type === 'b') return /^\s*(1|true)\s*$/.test(this.value) ? 'TRUE' : this.value.trim() === '' ? '' : 'FALSE';
    if (type === 'str' || type === 'e') return unescaped(this.value);
    if (this.value === '') return '';
    const format = style === undefined ? undefined : this.how.formats[Number(style)];
    if (type === 'd') return isoText(this.value.trim(), format?.dateParts);
    return format?.text(this.value, this.how.dateSystem) ?? plainNumber(this.value);
  }

  private shared(): string {
    const index = this.value.trim();
    if (index === '') return '';
    const found = /^\d{1,9}$/.test(index) ? this.how.strings?.at(Number(index)) : undefined;
    if (found === undefined) throw damaged('shared string');
    if (found === 'too-long') throw this.tooLong();
    return found.text;
  }

  private closeRow(): void {
    if (this.cells.length === 0) return;
    const { rows: most } = this.how.limits;
    if (++this.counted > most + headRows) throw invalid('table-too-many-rows', { values: { most } });
    this.rows.push({ number: this.row, cells: this.cells });
    this.cells = [];
  }

  private tooLong(): Error {
    return invalid('table-cell-too-long', {
      values: { cell: cellName(this.row, this.column), most: this.how.limits.cellLength },
    });
  }
}
