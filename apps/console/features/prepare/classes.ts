import { foldText, type KnownClass, type Meeting, type MeetingContent } from '#contracts';

type Name = MeetingContent['title'];
/** A class as it stands on the page: whether the meeting invites it, and what it is called. */
export type ClassRow = {
  readonly class: string;
  readonly name: Name | undefined;
  /** What was typed where nobody has named it. */
  readonly typed: string;
  readonly invited: boolean;
  readonly surveyed: boolean;
  readonly offices: number;
};

/** What somebody has done on the page, by class: what comes to be known meanwhile takes nothing of it away. */
export type ClassEdits = Readonly<Record<string, Partial<Pick<ClassRow, 'typed' | 'invited' | 'surveyed'>>>>;
export type AddedClass = { readonly class: string; readonly name: Name };

/** Classes that an import has brought, as the address names them: they are chosen, and saved when somebody says so. */
export const chosenIn = (named: unknown): ClassEdits =>
  typeof named === 'string' && named !== ''
    ? Object.fromEntries(named.split(',').map((id) => [id, { invited: true }]))
    : {};

/** The meeting's own classes first, in its order, then those that are known beside, then those that were added. */
export const classRows = (
  { classes }: Pick<Meeting, 'classes'>,
  known: readonly KnownClass[],
  added: readonly AddedClass[],
  edits: ClassEdits,
): ClassRow[] => {
  const counts = new Map(known.map((each) => [each.class, each.offices]));
  const own = new Set(classes.map((each) => each.class));
  const there = new Set([...own, ...known.map((each) => each.class)]);
  return [
    ...classes.map((each) => ({ ...each, invited: true })),
    ...known.filter((each) => !own.has(each.class)).map((each) => ({ ...each, invited: false })),
    ...added.filter((each) => !there.has(each.class)).map((each) => ({ ...each, surveyed: false, invited: true })),
  ].map(({ class: id, name, surveyed, invited }) => ({
    class: id,
    name,
    typed: '',
    surveyed,
    invited,
    offices: counts.get(id) ?? 0,
    ...edits[id],
  }));
};

const nameOf = ({ name, typed }: ClassRow): Name | undefined => {
  const written = typed.trim();
  return name ?? (written === '' ? undefined : { th: written });
};

/** Classes that are to be invited, and that nobody has named. */
export const unnamedClasses = (rows: readonly ClassRow[]): readonly ClassRow[] =>
  rows.filter((row) => row.invited && nameOf(row) === undefined);

export const classesOf = (rows: readonly ClassRow[]): MeetingContent['classes'] =>
  rows.flatMap((row) => {
    const name = nameOf(row);
    return row.invited && name !== undefined ? [{ class: row.class, name, surveyed: row.surveyed }] : [];
  });

const plain = (text: string): string => foldText(text).replace(/\s+/g, ' ').toLowerCase();
/** Whether a class is called so already, in any language. */
export const isNamed = (rows: readonly ClassRow[], name: string): boolean =>
  rows.some((row) =>
    Object.values(nameOf(row) ?? {}).some((each) => each !== undefined && plain(each) === plain(name)),
  );
