import { damaged } from './damaged.js';
import { builtInCode, numberFormat, type NumberFormat } from './number-format.js';
import { readWholeXml } from './xml.js';

/** More than any program keeps, and than a cell can name. */
const mostStyles = 100_000;

/** The number formats of a workbook's cells, in the order in which cells name them. */
export const readStyles = async (chunks: AsyncIterable<Uint8Array>): Promise<readonly NumberFormat[]> => {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await readWholeXml(chunks, {
    open: (element, { numFmtId = '0', formatCode = '' }) => {
      if (element === 'cellXfs') inCells = true;
      else if (element === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (element === 'xf' && inCells) ids.push(Number(numFmtId));
      if (codes.size + ids.length > mostStyles) throw damaged('too many styles');
    },
    close: (element) => {
      if (element === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  const formats = new Map<number, NumberFormat>();
  return ids.map((id) => {
    const known = formats.get(id) ?? numberFormat(codes.get(id) ?? builtInCode(id));
    formats.set(id, known);
    return known;
  });
};
