import { z } from 'zod';
import { broken } from './word.js';
import { Line } from './words.js';

/**
 * What whoever holds a meeting by electronic means has to see to (พระราชกำหนดว่าด้วยการประชุมผ่านสื่ออิเล็กทรอนิกส์ พ.ศ. 2563 and the
 * notice on its security): participants identify themselves or are vouched for, there is another way when the link fails, a
 * line for faults is announced, documents reach the participants, and the facts of the traffic are kept by a standard clock.
 */
export const Duty = z.enum(['identification', 'backup', 'fault-line', 'documents', 'traffic']).meta({ id: 'Duty' });
export type Duty = z.infer<typeof Duty>;

/** How a duty stands: it is met, in a way that may be said, or does not apply, for a reason that must be said. */
export const MeetingDuty = z
  .object({ duty: Duty, state: z.enum(['met', 'not-applicable']), note: Line(300).optional() })
  .refine(({ state, note }) => state === 'met' || note !== undefined, broken(['note'], 'text-empty'))
  .meta({ id: 'MeetingDuty' });
export type MeetingDuty = z.infer<typeof MeetingDuty>;

/** The duties of which nothing has been said yet. */
export const openDuties = (duties: readonly MeetingDuty[] = []): Duty[] =>
  Duty.options.filter((duty) => !duties.some((each) => each.duty === duty));
