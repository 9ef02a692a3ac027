import { z } from 'zod';
import { Answer, Channel, Instant } from './words.js';

export const Attendee = z
  .object({
    name: z.string().trim().min(1).max(200),
    position: z.string().trim().max(200).optional(),
    phone: z.string().trim().max(40).optional(),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof Attendee>;

/** What an office says: whoever comes is named, and nobody is named where nobody comes. */
export const ResponseContent = z
  .object({
    answer: Answer,
    attendees: z.array(Attendee).max(20).default([]),
    note: z.string().trim().max(1000).optional(),
  })
  .refine((content) => content.answer === 'decline' || content.attendees.length > 0, {
    path: ['attendees'],
    message: 'name at least one person who will attend',
  })
  .refine((content) => content.answer !== 'decline' || content.attendees.length === 0, {
    path: ['attendees'],
    message: 'must be empty when the office declines',
  })
  .meta({ id: 'ResponseContent' });
export type ResponseContent = z.infer<typeof ResponseContent>;

/** One revision of what the invitation's office said. `late`: received after the reply deadline of that moment. */
export const Response = z
  .object({
    revision: z.int().positive(),
    answer: Answer,
    attendees: z.array(Attendee),
    note: z.string().optional(),
    channel: Channel,
    receivedAt: Instant,
    enteredAt: Instant,
    enteredBy: z.string().max(64).optional(),
    late: z.boolean(),
  })
  .meta({ id: 'Response' });
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
