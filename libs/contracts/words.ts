import { z } from 'zod';

/** Lower-case letters, digits and single hyphens: safe in a URL, a NATS subject, a queue's job id. */
export const Id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and hyphens')
  .meta({ id: 'Id', examples: ['egov-readiness-2559'] });
export type Id = z.infer<typeof Id>;

/** An instant in UTC, ISO 8601 with Z. People see it in the meeting's zone. */
export const Instant = z.iso.datetime().meta({ id: 'Instant', examples: ['2016-11-18T16:59:59.000Z'] });
export type Instant = z.infer<typeof Instant>;

/** A calendar day in the meeting's zone. */
export const Day = z.iso.date().meta({ id: 'Day', examples: ['2016-11-18'] });
export type Day = z.infer<typeof Day>;

/** A wall-clock time in the meeting's zone, HH:MM. */
export const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'use HH:MM, from 00:00 to 23:59')
  .meta({ id: 'ClockTime', examples: ['09:00'] });
export type ClockTime = z.infer<typeof ClockTime>;

export const EmailAddress = z.email().max(254).meta({ id: 'EmailAddress', examples: ['revenue@chiang-mai.example'] });
export type EmailAddress = z.infer<typeof EmailAddress>;

export const Language = z.enum(['th', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;

export const Bilingual = z
  .object({ th: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })
  .meta({ id: 'Bilingual' });
export type Bilingual = z.infer<typeof Bilingual>;

/** An IANA time zone that this machine knows. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'use an IANA time zone, such as Asia/Bangkok')
  .meta({ id: 'TimeZone', examples: ['Asia/Bangkok'] });

/** ISO 3166-2 code of a province. */
export const ProvinceCode = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'use an ISO 3166-2 code, such as TH-50')
  .meta({ id: 'ProvinceCode', examples: ['TH-50'] });
export type ProvinceCode = z.infer<typeof ProvinceCode>;

export const Channel = z.enum(['web', 'fax', 'phone', 'letter', 'e-mail']).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

export const Answer = z.enum(['attend', 'representative', 'decline']).meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

/** A page of a listing: hand `next` back as `after` to get the following one. */
export const PageRequest = z.object({
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(1000).default(100),
});
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().optional() });
