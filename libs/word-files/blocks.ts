import { bold, colors, fonts, sizes, tablePoints, twips, typedFont } from './looks.js';
import { oneLine, runText } from './plain-text.js';
import {
  type WordBlock,
  type WordColumns,
  type WordParagraph,
  type WordPicture,
  type WordRun,
  type WordTable,
} from './word-file.js';

// The order of elements is the schema's: Word refuses a document that has them in another.

const runOf = ({ text, bold: isBold, points, color, typed }: WordRun): string => {
  const looks = [
    typed === true ? fonts(typedFont) : '',
    isBold === true ? bold : '',
    typed === true ? '<w:noProof/>' : '',
    color === undefined ? '' : `<w:color w:val="${colors[color]}"/>`,
    points === undefined ? '' : sizes(points),
  ].join('');
  return `<w:r>${looks === '' ? '' : `<w:rPr>${looks}</w:rPr>`}${runText(text)}</w:r>`;
};

const alignments = { center: 'center', right: 'right', spread: 'thaiDistribute' } as const;
const indents = (indent: number, firstLine: number): string => {
  if (indent === 0 && firstLine === 0) return '';
  const first =
    firstLine === 0 ? '' : firstLine > 0 ? ` w:firstLine="${twips(firstLine)}"` : ` w:hanging="${twips(-firstLine)}"`;
  return `<w:ind w:left="${twips(indent)}"${first}/>`;
};

type Looks = Omit<WordParagraph, 'kind' | 'runs'> & { readonly beginsPage?: boolean };
const paragraphOf = (
  { align, heading, indent = 0, firstLine = 0, before, keepsWithNext, beginsPage }: Looks,
  content: string,
): string => {
  const looks = [
    heading === undefined ? '' : `<w:pStyle w:val="Heading${heading}"/>`,
    keepsWithNext === true ? '<w:keepNext/>' : '',
    beginsPage === true ? '<w:pageBreakBefore/>' : '',
    before === undefined ? '' : `<w:spacing w:before="${before * 20}"/>`,
    indents(indent, firstLine),
    align === undefined ? '' : `<w:jc w:val="${alignments[align]}"/>`,
  ].join('');
  return `<w:p>${looks === '' ? '' : `<w:pPr>${looks}</w:pPr>`}${content}</w:p>`;
};

/** Pictures have lengths of their own: 36,000 of them are a millimetre. */
const drawingOf = ({ size, says }: WordPicture, number: number): string => {
  const length = Math.round(size * 36_000);
  const name = oneLine(says);
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${length}" cy="${length}"/><wp:docPr id="${number}" name="${name}" descr="${name}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${length}" cy="${length}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
};

const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const tableOf = (widths: readonly number[], line: string, rows: string, looks = ''): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblBorders>${sides.map((side) => `<w:${side} ${line}/>`).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/>${looks}</w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>`;
/** What stands in cells that nobody sees begins where the lines around do. */
const flush = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>';
const rowOf = (cells: string, isHead = false): string =>
  `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;
const cellOf = (width: number, content: string, looks = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${looks}</w:tcPr>${content}</w:tc>`;

const lined = ({ columns, rows }: WordTable, width: number): string => {
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => Math.floor((twips(width) * column.width) / shares));
  const head = columns.map(({ title }, at) =>
    cellOf(
      widths[at] ?? 0,
      paragraphOf({ align: 'center' }, runOf({ text: title, points: tablePoints, bold: true })),
      '<w:shd w:val="clear" w:color="auto" w:fill="E7E7E7"/><w:vAlign w:val="center"/>',
    ),
  );
  const cells = (texts: readonly string[]): string =>
    columns
      .map(({ number }, at) =>
        cellOf(
          widths[at] ?? 0,
          paragraphOf(number === true ? { align: 'right' } : {}, runOf({ text: texts[at] ?? '', points: tablePoints })),
        ),
      )
      .join('');
  const body = rows.map((texts) => rowOf(cells(texts))).join('');
  return tableOf(widths, 'w:val="single" w:sz="4" w:space="0" w:color="000000"', rowOf(head.join(''), true) + body);
};

/** Writes blocks as XML, and keeps the pictures that these name. */
export class Blocks {
  readonly pictures: Uint8Array[] = [];

  /** `width` is that between the margins. */
  constructor(private readonly width: number) {}

  /** A part begins a page unless it is the first. A table can't, and ends none: an empty line stands where it would. */
  part(blocks: readonly WordBlock[], isFirst: boolean): string {
    return blocks
      .map((block, at) => {
        const beginsPage = at === 0 && !isFirst;
        if (block.kind === 'paragraph' || block.kind === 'picture') return this.#simple(block, beginsPage);
        const table = block.kind === 'columns' ? this.#columns(block) : lined(block, this.width);
        const isLast =
          at === blocks.length - 1 || blocks[at + 1]?.kind === 'columns' || blocks[at + 1]?.kind === 'table';
        return (beginsPage ? paragraphOf({ beginsPage }, '') : '') + table + (isLast ? paragraphOf({}, '') : '');
      })
      .join('');
  }

  #simple(block: WordParagraph | WordPicture, beginsPage: boolean): string {
    if (block.kind === 'paragraph') return paragraphOf({ ...block, beginsPage }, block.runs.map(runOf).join(''));
    return paragraphOf({ align: 'right', beginsPage }, drawingOf(block, this.pictures.push(block.png)));
  }

  #columns({ columns }: WordColumns): string {
    const cells = columns.map(({ width, blocks }) =>
      cellOf(twips(width), blocks.map((block) => this.#simple(block, false)).join('') || paragraphOf({}, '')),
    );
    const widths = columns.map(({ width }) => twips(width));
    return tableOf(widths, 'w:val="nil"', rowOf(cells.join('')), flush);
  }
}
