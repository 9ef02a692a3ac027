import { z } from 'zod';
import {
  attendeeFields,
  type DeskField,
  deskFieldNames,
  keptSchemasOf,
  mostAttendees,
  type ReplyField,
  replyFields,
  schemasOf,
} from './reply-fields.js';
import { Scan } from './scan-file.js';
import { TextOrBlank } from './text.js';
import { broken } from './word.js';
import { Answer, Channel, Id, Instant } from './words.js';

export const Attendee = z.object(schemasOf(attendeeFields)).meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof Attendee>;

/** Names that a field of the reply cannot have. */
type Apart = { readonly [Name in ReplyField]?: never };
export const mostAnswered = 500;
/** What an office says to a question of the meeting: a text, or the options that were chosen of several. */
export const Answered = z.union([TextOrBlank(mostAnswered), z.array(Id).max(20)]).meta({ id: 'Answered' });
export type Answered = z.infer<typeof Answered>;
const own = {
  answer: Answer,
  attendees: z.array(Attendee).max(mostAttendees).default([]),
  /** By the question's id. Whether the meeting asks it, and what it takes, is for the meeting's form to say. */
  answers: z.record(z.string().max(64), Answered).optional(),
} satisfies z.ZodRawShape & Apart;
const contentFields = z.object({ ...own, ...schemasOf(replyFields) });
/** What an office says: whoever comes is named, one at most as their head, and nobody is named where nobody comes. */
export const ResponseContent = contentFields
  .refine(
    (content) => content.answer === 'decline' || content.attendees.length > 0,
    broken(['attendees'], 'nobody-named'),
  )
  .refine(
    (content) => content.answer !== 'decline' || content.attendees.length === 0,
    broken(['attendees'], 'somebody-named'),
  )
  .superRefine(({ attendees }, { addIssue }) => {
    const heads = attendees.flatMap(({ head }, index) => (head === undefined ? [] : [String(index)]));
    for (const each of heads.slice(1))
      addIssue({ code: 'custom', ...broken(['attendees', each, 'head'], 'two-heads') });
  })
  .meta({ id: 'ResponseContent' });
export type ResponseContent = z.infer<typeof ResponseContent>;

const keptContent = z.object({
  answer: Answer,
  attendees: z.array(z.object(keptSchemasOf(attendeeFields)).meta({ id: 'AttendeeAsKept' })).default([]),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  ...keptSchemasOf(replyFields),
});
/** What an office said once, by the questions that were asked then. */
export type KeptContent = z.infer<typeof keptContent>;

/** What of a response the content is: everything else tells how and when it came. A field that is not there is left out. */
export const contentOf = (response: KeptContent): KeptContent => {
  const content: Partial<Record<keyof KeptContent, unknown>> = {};
  for (const name of contentNames) if (response[name] !== undefined) content[name] = response[name];
  if (response.answers !== undefined && Object.keys(response.answers).length === 0) delete content.answers;
  return { ...(content as KeptContent), attendees: response.attendees.map(withoutUndefined) };
};
const contentNames = Object.keys(contentFields.shape) as (keyof ResponseContent)[];
const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const isThere = Object.fromEntries(deskFieldNames.map((name) => [name, z.boolean()])) as {
  [Name in DeskField]: z.ZodBoolean;
};

/** Why an answer no longer counts, when and by whom that was entered; without `by` the office itself has withdrawn it. */
export const TakenBack = z
  .object({ at: Instant, by: z.string().max(64).optional(), reason: z.string() })
  .meta({ id: 'TakenBack' });
export type TakenBack = z.infer<typeof TakenBack>;

const howItCame = {
  revision: z.int().positive(),
  channel: Channel,
  receivedAt: Instant,
  saidAgainAt: Instant.optional(),
  enteredAt: Instant,
  enteredBy: z.string().max(64).optional(),
  late: z.boolean(),
  takenBack: TakenBack.optional(),
  reason: z.string().optional(),
  scans: z.array(Scan).optional(),
  withheld: z.object({ attendees: z.int().min(0), answers: z.int().min(0).optional(), ...isThere }).optional(),
} satisfies z.ZodRawShape & Apart;
/**
 * One revision of what the invitation's office said. `late`: received after the reply deadline of that moment.
 * `reason`: why staff entered it in place of what the office had said before.
 * `saidAgainAt`: when the office last said the same once more. `takenBack`: it was no answer of this office after all.
 * `scans`: the papers that prove it, as they came. `withheld` stands where the reader's role does not open persons and what the office wrote: how many persons are named and questions answered, and which of the other fields are filled in.
 */
export const Response = keptContent.extend(howItCame).meta({ id: 'Response' });
export type Response = z.infer<typeof Response>;

export const exampleResponseContent: ResponseContent = {
  answer: 'attend',
  attendees: [{ name: 'ผู้แทนหน่วยงาน (ตัวอย่าง)', position: 'นักวิชาการ' }],
};
export const exampleResponse: Response = {
  ...exampleResponseContent,
  revision: 1,
  channel: 'web',
  receivedAt: '2016-11-09T03:12:00.000Z',
  enteredAt: '2016-11-09T03:12:00.000Z',
  late: false,
};
