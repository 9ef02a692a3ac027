export { type TableLimits, tableLimits } from './limits.js';
export {
  type Cell,
  cellName,
  columnName,
  type EncodingSample,
  type Range,
  type Row,
  type Sheet,
  type TableEncoding,
  type TableFile,
  type TableKind,
  type TextEncoding,
} from './table.js';
export { recogniseTable } from './recognise.js';
export { openTable, type OpenOptions } from './open.js';
export { type WrittenColumn, type WrittenSheet, type WrittenValue } from './written.js';
export { writeXlsx } from './write-xlsx.js';
export { writeCsv } from './write-csv.js';
