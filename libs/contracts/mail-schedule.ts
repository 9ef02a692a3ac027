import { z } from 'zod';
import { MailReaders } from './mail-readers.js';
import { broken } from './word.js';
import { ClockEnd, ClockTime, Id, ProvinceCode } from './words.js';

/**
 * Mails that leave by a schedule. A reminder goes to the silent, what is told before the day to the offices that come, thanks to
 * those that came, `check-missing` to the sites that will join and have passed no check, `check-reminder` to those whose check is to
 * come: whom it goes to follows from what it is.
 */
export const PlannedKind = z
  .enum(['reminder', 'day-before', 'thanks', 'check-missing', 'check-reminder'])
  .meta({ id: 'PlannedKind' });
export type PlannedKind = z.infer<typeof PlannedKind>;

/** Of the offices that a kind of mail goes to, those of these classes and provinces; without either all. A site is of no class. */
export const MailTarget = z
  .object({
    classes: z.array(Id).min(1).max(100).optional(),
    provinces: z.array(ProvinceCode).min(1).max(100).optional(),
  })
  .meta({ id: 'MailTarget' });
export type MailTarget = z.infer<typeof MailTarget>;

/**
 * One mail of a schedule: so many days before (negative) or after a day of the meeting or of a site's check, at a time of its wall clock. `id` stays
 * the rule's whatever else of it is changed: what was sent by it is not sent again.
 */
export const MailRule = z
  .object({
    id: Id,
    kind: PlannedKind,
    /** `check`: each site's own appointment. */
    from: z.enum(['announcement', 'deadline', 'meeting', 'check']),
    days: z.int().min(-60).max(60),
    count: z.enum(['days', 'working-days']),
    at: ClockTime,
    to: MailTarget.optional(),
  })
  .refine(({ kind, from, days }) => isOfUse(kind, from, days), broken(['days'], 'mail-of-no-use'))
  .refine(
    ({ kind, to }) => (kind !== 'check-missing' && kind !== 'check-reminder') || to?.classes === undefined,
    broken(['to'], 'mail-of-no-use'),
  )
  .meta({ id: 'MailRule' });
export type MailRule = z.infer<typeof MailRule>;

/** Nobody is reminded before the invitation or after the meeting began, nor told of the day when it is over, nor thanked before it. */
const isOfUse = (kind: PlannedKind, from: 'announcement' | 'deadline' | 'meeting' | 'check', days: number): boolean => {
  switch (kind) {
    case 'reminder':
      return from === 'announcement' ? days >= 0 : from === 'deadline' || (from === 'meeting' && days <= 0);
    case 'day-before':
      return from === 'meeting' && days <= 0 && days >= -14;
    case 'thanks':
      return from === 'meeting' && days >= 0;
    case 'check-missing':
      return from === 'meeting' && days <= 0;
    case 'check-reminder':
      return from === 'check' && days <= 0 && days >= -14;
    default:
      return kind satisfies never;
  }
};

/** When mails of the schedule may leave: between two times, every day or on working days alone. */
export const MailHours = z
  .object({ from: ClockTime, to: ClockEnd, on: z.enum(['every-day', 'working-days']) })
  .refine(({ from, to }) => from < to, broken(['to'], 'must-be-after', { other: 'from' }))
  .meta({ id: 'MailHours' });
export type MailHours = z.infer<typeof MailHours>;

const overlap = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  one === undefined || other === undefined || one.some((each) => other.includes(each));
/** Whether there can be an office that both reach. */
export const mayMeet = (one: MailTarget = {}, other: MailTarget = {}): boolean =>
  overlap(one.classes, other.classes) && overlap(one.provinces, other.provinces);
const isSameTime = (one: MailRule, other: MailRule): boolean =>
  one.kind === other.kind
  && one.from === other.from
  && one.days === other.days
  && one.at === other.at
  && (one.count === other.count || one.days === 0);
const apart = (rules: readonly MailRule[]): boolean =>
  rules.every((one, index) =>
    rules
      .slice(index + 1)
      .every(
        (other) =>
          numberOfRule(one.id) !== numberOfRule(other.id) && !(isSameTime(one, other) && mayMeet(one.to, other.to)),
      ),
  );

/** When which mail of a meeting leaves. Without `hours` each leaves when it is due, at any time of any day. */
export const MailSchedule = z
  .object({
    rules: z.array(MailRule).max(20),
    hours: MailHours.optional(),
    /** On each working day until the meeting the coordinator and the focal points get a mail of how it stands, if that has changed. */
    digest: z.boolean().optional(),
    /** Reminders go to mobiles of offices as well, as short messages, where another system brings them there. */
    mobile: z.boolean().optional(),
    /** How many hours a mail may have waited through an outage or a pause and still leave by itself. */
    holdHours: z.int().min(1).max(240).optional(),
    /** Offices that share an address get a mail each. Without it they get one that names them all. */
    apart: z.boolean().optional(),
    /** Which roles of contacts get which kinds of mail, where that is not as usual. */
    readers: MailReaders.optional(),
  })
  .refine(({ rules }) => apart(rules), broken(['rules'], 'named-twice'))
  .meta({ id: 'MailSchedule' });
export type MailSchedule = z.infer<typeof MailSchedule>;

/** A number that is the rule's own, whatever other rules there are (FNV-1a). */
export const numberOfRule = (id: string): number => {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % 0x1000000;
};
