import { foldText, ResponseContent, type Response } from '#contracts';

/** What stands in the form's fields, as typed. */
export type Typed = {
  readonly answer: string;
  readonly attendees: readonly TypedAttendee[];
  readonly note: string;
  /** The invitation's revision that the form was made from. */
  readonly revision: string;
};
export type TypedAttendee = { readonly name: string; readonly position: string; readonly phone: string };

export const limits = { attendees: 20, name: 200, position: 200, phone: 40, note: 1000 } as const;
export type MistakeCode = 'choose-answer' | 'name-missing' | 'too-long' | 'not-accepted';
/** A field that is wrong, by the name it has in the form. */
export type Mistake = { readonly field: string; readonly code: MistakeCode };

const nobody: TypedAttendee = { name: '', position: '', phone: '' };
/** Characters that nobody sees, such as come with a paste, are nothing typed. */
const seen = (text: string): string => foldText(text);
const isEmpty = ({ name, position, phone }: TypedAttendee) => seen(name) === '' && seen(position) === '' && seen(phone) === '';

/** Reads a posted form. Whatever it is, something comes out that can be shown again; nothing is cut off here. */
export const readTyped = (body: unknown): Typed => {
  const fields = new Map(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.replaceAll('\r\n', '\n') : '';
  };
  const rows = Array.from({ length: limits.attendees }, (_, index): TypedAttendee => ({
    name: text(`attendees.${index}.name`), position: text(`attendees.${index}.position`), phone: text(`attendees.${index}.phone`),
  }));
  const used = rows.findLastIndex((row) => !isEmpty(row)) + 1;
  return { answer: text('answer'), attendees: rows.slice(0, Math.max(1, used)), note: text('note'), revision: text('revision') };
};

/** The form as it stands before anybody has typed: empty, or what the office said last. */
export const typedOf = (response: Response | undefined, revision: number): Typed => ({
  answer: response?.answer ?? '',
  attendees: response === undefined || response.attendees.length === 0 ? [nobody] : response.attendees.map((each) => ({ ...nobody, ...each })),
  note: response?.note ?? '',
  revision: String(revision),
});

export const withOneMore = (typed: Typed): Typed =>
  typed.attendees.length >= limits.attendees ? typed : { ...typed, attendees: [...typed.attendees, nobody] };

const attendeeMistakes = (typed: Typed): Mistake[] => {
  const rows = typed.attendees.map((row, index) => ({ row, index }));
  return rows.flatMap(({ row, index }): Mistake[] => {
    const field = (name: keyof TypedAttendee) => `attendees.${index}.${name}`;
    const tooLong = (['name', 'position', 'phone'] as const).filter((name) => [...seen(row[name])].length > limits[name]);
    const nameMissing = seen(row.name) === '' && (index === 0 || !isEmpty(row));
    return [...(nameMissing ? [{ field: field('name'), code: 'name-missing' as const }] : []), ...tooLong.map((name) => ({ field: field(name), code: 'too-long' as const }))];
  });
};

const contentOf = (typed: Typed): unknown => {
  const text = (value: string) => (seen(value) === '' ? undefined : value.trim());
  const attendees = typed.answer === 'decline' ? [] : typed.attendees.filter((row) => !isEmpty(row));
  const note = text(typed.note);
  return {
    answer: typed.answer,
    attendees: attendees.map(({ name, position, phone }) => ({
      name: name.trim(), ...(text(position) && { position: text(position) }), ...(text(phone) && { phone: text(phone) }),
    })),
    ...(note !== undefined && { note }),
  };
};

/** What the office says, or every field that has to be mended. Who declines names nobody: names typed before are left out. */
export const checkTyped = (typed: Typed): { readonly content: ResponseContent } | { readonly mistakes: readonly Mistake[] } => {
  const mistakes: Mistake[] = [];
  const chosen = ResponseContent.shape.answer.safeParse(typed.answer).success;
  if (!chosen) mistakes.push({ field: 'answer', code: 'choose-answer' });
  if (chosen && typed.answer !== 'decline') mistakes.push(...attendeeMistakes(typed));
  if ([...seen(typed.note)].length > limits.note) mistakes.push({ field: 'note', code: 'too-long' });
  if (mistakes.length > 0) return { mistakes };
  const parsed = ResponseContent.safeParse(contentOf(typed));
  return parsed.success
    ? { content: parsed.data }
    : { mistakes: parsed.error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), code: 'not-accepted' })) };
};

/** The revision that the sender saw, if the form says a plain one. */
export const expectedRevisionOf = ({ revision }: Typed): number | undefined => (/^[1-9]\d{0,8}$/.test(revision) ? Number(revision) : undefined);
