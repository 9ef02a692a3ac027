import { posix } from 'node:path';
import { invalid } from '#platform';
import { damaged } from './damaged.js';
import { mostParts } from './limits.js';
import { type DateSystem } from './serial-dates.js';
import { type NumberFormat } from './number-format.js';
import { readStyles } from './styles.js';
import { readWholeXml, type XmlAttributes } from './xml.js';
import { type ZipParts } from './zip-parts.js';

type Relation = { readonly kind: string; readonly target: string; readonly external: boolean };
export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly part: string };
export type Workbook = {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: string | undefined;
  readonly formats: readonly NumberFormat[];
  readonly dateSystem: DateSystem;
};

/** Where a part names its relations, `xl/_rels/workbook.xml.rels` for `xl/workbook.xml`. */
const relationsPart = (part: string): string =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

/** By id; what a relation is, is the last word of its type, which is the same in both forms of the standard. */
const relationsOf = async (zip: ZipParts, part: string): Promise<ReadonlyMap<string, Relation>> => {
  const relations = new Map<string, Relation>();
  const name = part === '' ? '_rels/.rels' : relationsPart(part);
  if (!zip.has(name)) return relations;
  await readWholeXml(zip.read(name), {
    open: (element, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (element !== 'Relationship') return;
      const target = posix
        .normalize(Target.startsWith('/') ? Target : posix.join('/', posix.dirname(part), Target))
        .slice(1);
      if (relations.size >= mostParts) throw damaged('too many relations');
      relations.set(Id, { kind: Type.slice(Type.lastIndexOf('/') + 1), target, external: TargetMode === 'External' });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return relations;
};

const targetOf = ({ target, external }: Relation): string => {
  if (external) throw invalid('table-external');
  return target;
};
const onlyOf = (relations: ReadonlyMap<string, Relation>, kind: string): string | undefined => {
  const found = [...relations.values()].find((relation) => relation.kind === kind);
  return found && targetOf(found);
};

/** `r:id`, whatever prefix the file has for relations. */
const relationId = (attributes: XmlAttributes): string =>
  attributes[Object.keys(attributes).find((name) => name.endsWith(':id')) ?? 'r:id'] ?? '';
const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** Which sheets there are and how their cells are to be read. What the list of content types says is not asked: what a part is, is what it holds. */
export const readWorkbook = async (zip: ZipParts, mostSheets: number): Promise<Workbook> => {
  const main = onlyOf(await relationsOf(zip, ''), 'officeDocument') ?? 'xl/workbook.xml';
  if (!zip.has(main)) throw invalid('table-unknown');
  const relations = await relationsOf(zip, main);
  const sheets: SheetPart[] = [];
  let root: string | undefined;
  let dateSystem: DateSystem = '1900';
  await readWholeXml(zip.read(main), {
    open: (element, attributes) => {
      root ??= element;
      if (root !== 'workbook') throw invalid('table-unknown');
      if (element === 'workbookPr' && isTrue(attributes['date1904'])) dateSystem = '1904';
      if (element !== 'sheet') return;
      const relation = relations.get(relationId(attributes));
      if (relation === undefined) throw damaged('a sheet without part');
      // Charts and dialogs are sheets, too, but hold no cells.
      if (relation.kind !== 'worksheet') return;
      if (sheets.length >= mostSheets) throw invalid('table-too-many-sheets', { values: { most: mostSheets } });
      sheets.push({
        name: attributes['name'] ?? '',
        hidden: /hidden/i.test(attributes['state'] ?? ''),
        part: targetOf(relation),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  const styles = onlyOf(relations, 'styles');
  const shared = onlyOf(relations, 'sharedStrings');
  return {
    sheets,
    sharedStrings: shared !== undefined && zip.has(shared) ? shared : undefined,
    formats: styles !== undefined && zip.has(styles) ? await readStyles(zip.read(styles)) : [],
    dateSystem,
  };
};
