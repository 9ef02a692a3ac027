import { arabicDigits, type Enclosure, type MeetingContent, type MeetingDocument, type MeetingFile } from '#contracts';

export const units = ['copies', 'sheets', 'sets'] as const;
type Unit = (typeof units)[number];
/** An enclosure or a document as it stands on the page; `key` says which row it is while it is moved. */
export type TypedRow = {
  readonly key: string;
  readonly title: string;
  readonly count: string;
  readonly unit: Unit | '';
  readonly file: MeetingFile | undefined;
};
export type ListName = 'enclosures' | 'documents';
export type TypedLists = Readonly<Record<ListName, readonly TypedRow[]>>;

export const newRow = (): TypedRow => ({ key: crypto.randomUUID(), title: '', count: '', unit: '', file: undefined });
const typedRow = (row: Enclosure | MeetingDocument, index: number): TypedRow => ({
  key: `kept-${index}`,
  title: row.title,
  count: 'count' in row && row.count !== undefined ? String(row.count) : '',
  unit: 'unit' in row ? (row.unit ?? '') : '',
  file: row.file,
});
export const typedLists = ({ letter, documents = [] }: MeetingContent): TypedLists => ({
  enclosures: (letter?.enclosures ?? []).map(typedRow),
  documents: documents.map(typedRow),
});

/** A document is called as its file until people say otherwise. */
export const titleOfFile = (name: string): string =>
  name
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .trim()
    .slice(0, 300);
export const withFile = (row: TypedRow, file: MeetingFile, name: string): TypedRow => ({
  ...row,
  file,
  title: row.title.trim() === '' ? titleOfFile(name) : row.title,
});

const isBlank = ({ title, count, file }: TypedRow): boolean =>
  title.trim() === '' && count.trim() === '' && file === undefined;
const mostCount = 9999;
const readCount = (text: string): number | undefined => {
  const plain = arabicDigits(text.trim());
  const count = /^\d{1,4}$/.test(plain) ? Number(plain) : 0;
  return count >= 1 && count <= mostCount ? count : undefined;
};

/** What cannot be kept so, by the path of the field in which it is mended. */
export type RowMistake = { readonly path: string; readonly of: 'title' | 'count' | 'file' };
const mistakesOf = (name: ListName, rows: readonly TypedRow[]): RowMistake[] =>
  rows.flatMap((row, index): RowMistake[] => {
    if (isBlank(row)) return [];
    const at = `${name}.${index}`;
    return [
      ...(row.title.trim() === '' ? [{ path: `${at}.title`, of: 'title' as const }] : []),
      ...(row.count.trim() !== '' && readCount(row.count) === undefined
        ? [{ path: `${at}.count`, of: 'count' as const }]
        : []),
      ...(name === 'documents' && row.file === undefined ? [{ path: `${at}.file`, of: 'file' as const }] : []),
    ];
  });

const enclosureIn = ({ title, count, unit, file }: TypedRow): Enclosure => {
  const read = readCount(count);
  return {
    title: title.trim(),
    ...(read !== undefined && { count: read }),
    ...(unit !== '' && { unit }),
    ...(file !== undefined && { file }),
  };
};

/** The meeting with the enclosures and documents that were typed, or what of them cannot be kept; a row of nothing is none. */
export const readLists = (
  typed: TypedLists,
  before: MeetingContent,
): { readonly content: MeetingContent } | { readonly mistakes: readonly RowMistake[] } => {
  const mistakes = [...mistakesOf('enclosures', typed.enclosures), ...mistakesOf('documents', typed.documents)];
  if (mistakes.length > 0) return { mistakes };
  const enclosures = typed.enclosures.filter((row) => !isBlank(row)).map(enclosureIn);
  const documents = typed.documents.flatMap(({ title, file }) =>
    file === undefined ? [] : [{ title: title.trim(), file }],
  );
  const { letter: _letter, documents: _documents, ...rest } = before;
  const { enclosures: _enclosures, ...parts } = before.letter ?? {};
  const letter = { ...parts, ...(enclosures.length > 0 && { enclosures }) };
  return {
    content: { ...rest, ...(Object.keys(letter).length > 0 && { letter }), ...(documents.length > 0 && { documents }) },
  };
};
