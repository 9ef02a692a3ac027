import { z } from 'zod';
import { furtherLanguages, languages, usualLanguage, writtenLanguages } from '#words';
import { messageOf } from '#words';
import { Line } from './text.js';
import { broken, toldAs } from './word.js';

export { addressKey, EmailAddress, isSameAddress } from './e-mail.js';
export { ClockEnd, ClockTime, Day, Instant } from './era.js';
export { foldText, Line, LineOrBlank, Phone, Text, TextOrBlank } from './text.js';

/** Lower-case letters, digits and single hyphens: safe in a URL, a NATS subject, a queue's job id. */
export const Id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, messageOf('id-form'))
  .meta({ id: 'Id', examples: ['egov-readiness-2559'] });
export type Id = z.infer<typeof Id>;

/** Whoever was noted with a language that this release does not have is written to in the usual one. */
export const Language = toldAs(z.enum(languages).meta({ id: 'Language' }), z.enum(languages).catch(usualLanguage));
export type Language = z.infer<typeof Language>;

const inEach = <Each extends string, Schema>(each: readonly Each[], schema: () => Schema) =>
  Object.fromEntries(each.map((language) => [language, schema()])) as { [Name in Each]: Schema };
/** A text that people wrote, in Thai and in English; in further languages where somebody has written it. */
export const Bilingual = z
  .object({ ...inEach(writtenLanguages, () => Line(500)), ...inEach(furtherLanguages, () => Line(500).optional()) })
  .meta({ id: 'Bilingual' });
export type Bilingual = z.infer<typeof Bilingual>;

/** The zone's own spelling, if this machine knows it. An offset is no zone: it says nothing of clock changes. */
const zoneNamed = (zone: string): string | undefined => {
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** An IANA time zone that this machine knows. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => zoneNamed(zone) !== undefined, broken([], 'zone-unknown'))
  .overwrite((zone) => zoneNamed(zone) ?? zone)
  .meta({ id: 'TimeZone', examples: ['Asia/Bangkok'] });

/** ISO 3166-2 code of a province. */
export const ProvinceCode = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, messageOf('province-form'))
  .meta({ id: 'ProvinceCode', examples: ['TH-50'] });
export type ProvinceCode = z.infer<typeof ProvinceCode>;

export const Channel = z.enum(['web', 'fax', 'phone', 'letter', 'e-mail']).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

export const Answer = z.enum(['attend', 'representative', 'decline']).meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

/** What of an office's answer counts again, where an event does not come from the answer itself. */
export const CountingAnswer = z.object({
  answer: Answer,
  channel: Channel,
  late: z.boolean(),
  responseRevision: z.int().positive(),
  attendeeCount: z.int().min(0),
});

/** Whoever of the staff did something; in what is kept it may name Sala itself. */
export const StaffId = z.string().min(1).max(64);

/** Why staff did something that cannot be undone without a trace. */
export const Reason = Line(500);

/** The revision that the sender saw; if what is there has changed since, it is a conflict. */
export const ExpectedRevision = z.int().positive().optional();

/** A page of a listing: hand `next` back as `after` to get the following one. */
export const PageRequest = z.object({
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(1000).default(100),
});
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });
