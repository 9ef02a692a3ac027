import {
  type Answer,
  type Answered,
  askedInReply,
  askedOfAttendee,
  type AttendeeField,
  attendeeFieldNames,
  type Invitation,
  type KeptContent,
  namingFieldNames,
  type ReplyField,
  replyFieldNames,
  type ReplyFormSettings,
  type Response,
  type ResponseContent,
  withoutUnasked,
} from '#contracts';

export type DraftAttendee = Readonly<Record<AttendeeField, string>>;
export type Answers = Readonly<Record<string, Answered>>;
/** What the desk is typing of an office's answer: who comes, each field beside it, the meeting's questions. What is blank is not said. */
export type Draft = {
  readonly answer: Answer;
  readonly attendees: readonly DraftAttendee[];
  readonly answers: Answers;
} & Readonly<Record<ReplyField, string>>;

type Said<Name extends string> = { readonly [Each in Name]?: string | undefined };
const typedOf = <Name extends string>(names: readonly Name[], said: Said<Name>) =>
  Object.fromEntries(names.map((name) => [name, said[name] ?? ''])) as Record<Name, string>;

export const nobody: DraftAttendee = typedOf(attendeeFieldNames, {});
export const emptyDraft: Draft = {
  answer: 'attend',
  attendees: [nobody],
  answers: {},
  ...typedOf(replyFieldNames, {}),
};

/** What the office has said already is where the desk begins, so that nothing of it is lost by what is typed. */
export const draftOf = (
  response: (Pick<Response, 'answer' | 'attendees' | 'answers'> & Said<ReplyField>) | undefined,
): Draft =>
  response === undefined
    ? emptyDraft
    : {
        answer: response.answer,
        attendees:
          response.attendees.length === 0
            ? [nobody]
            : response.attendees.map((person) => typedOf(attendeeFieldNames, person)),
        answers: response.answers ?? {},
        ...typedOf(replyFieldNames, response),
      };

/**
 * What the desk is at: the draft, whether somebody has typed into it, and what the office had said where it began. `reason`:
 * why that is replaced, said of no other office. `seen`: what is shown from now on is replaced knowingly.
 */
export type DeskWork = {
  readonly draft: Draft;
  readonly touched: boolean;
  readonly reason?: string;
  readonly begun?:
    { readonly invitationId: string; readonly counts: number | undefined; readonly revision: number } | undefined;
  readonly seen?: boolean;
};

export const noWork: DeskWork = { draft: emptyDraft, touched: false };
export const typedInto = (work: DeskWork, draft: Draft): DeskWork => ({ ...work, draft, touched: true });
export const reasoned = (work: DeskWork, reason: string): DeskWork => ({ ...work, reason, touched: true });

/**
 * The invitation of the office that is chosen, as it is now. As long as nobody has typed, the draft is what the office says
 * now. What was typed stays while the office is the same; it still goes by the revision that it was begun from if the office
 * said something else since, so that this is told before it is replaced.
 */
export const heardOf = (work: DeskWork, { id, revision, response }: Invitation): DeskWork => {
  const begun = { invitationId: id, counts: response?.revision, revision };
  if (work.touched && work.begun?.invitationId === id)
    return work.begun.counts === response?.revision || work.seen === true ? { ...work, begun, seen: false } : work;
  if (work.touched && work.begun === undefined && response === undefined) return { ...work, begun };
  return { draft: draftOf(response), touched: false, begun };
};

/** Somebody answered meanwhile, and whoever types is told so: what is heard next may be replaced. */
export const toldOfConflict = (work: DeskWork): DeskWork => ({ ...work, seen: true });

/** The answer was taken back: nothing of it stays in the draft. */
export const afterTakingBack = (work: DeskWork): DeskWork => ({ ...work, touched: false });

const saidOf = <Name extends string>(names: readonly Name[], typed: Readonly<Record<Name, string>>) =>
  Object.fromEntries(names.flatMap((name) => (typed[name].trim() === '' ? [] : [[name, typed[name].trim()]]))) as {
    [Each in Name]?: string;
  };

const isBlank = (attendee: DraftAttendee): boolean => namingFieldNames.every((name) => attendee[name].trim() === '');
/** The rows that somebody filled in, by their place in the draft: whom a refusal names by another number stands there. */
export const filledRows = ({ answer, attendees }: Pick<Draft, 'answer' | 'attendees'>): readonly number[] =>
  answer === 'decline' ? [] : attendees.flatMap((attendee, row) => (isBlank(attendee) ? [] : [row]));

const isSaid = (said: Answered): boolean => (typeof said === 'string' ? said.trim() !== '' : said.length > 0);

/**
 * The answer as it was typed, of what the meeting asks with it: a row with nothing in it is left out, one with a phone and no
 * name is not, so that it is noticed. Whether it is one is for the contract to say, field by field.
 */
export const contentOf = (draft: Draft, form: ReplyFormSettings | undefined): ResponseContent => {
  const ofAttendee = askedOfAttendee(form).map(({ name }) => name);
  const answers = Object.entries(draft.answers).filter(
    ([id, said]) => isSaid(said) && form?.questions?.some((each) => each.id === id && each.retired !== true) === true,
  );
  const content: KeptContent = {
    answer: draft.answer,
    attendees: filledRows(draft).map((row) => saidOf(ofAttendee, draft.attendees[row] ?? nobody)),
    ...saidOf(
      askedInReply(form).map(({ name }) => name),
      draft,
    ),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
  };
  return withoutUnasked(form, content as ResponseContent);
};
