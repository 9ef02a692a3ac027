import { z } from 'zod';
import { ContactRole } from './organisation.js';

/** The kinds of mail that go to contacts of an office or a site by what they are there for. */
export const ToldKind = z
  .enum([
    'invitation',
    'reminder',
    'deadline-moved',
    'meeting-changed',
    'meeting-cancelled',
    'receipt',
    'answer-taken-back',
    'hall-decided',
    'announcement',
    'day-before',
    'thanks',
    'appointment',
    'appointment-cancelled',
    'check-missing',
    'check-reminder',
  ])
  .meta({ id: 'ToldKind' });
export type ToldKind = z.infer<typeof ToldKind>;

/** One contact of each of these roles gets such a mail; where none of them can be reached, whoever of the office can see to it. */
const Roles = z.array(ContactRole).min(1).max(ContactRole.options.length);
/** Which roles of contacts get which kinds of mail, where that is not as usual. */
export const MailReaders = z.partialRecord(ToldKind, Roles).meta({ id: 'MailReaders' });
export type MailReaders = z.infer<typeof MailReaders>;

/** What has to be on record goes to where official letters are kept and to whoever works on it. */
const onRecord: readonly ContactRole[] = ['saraban', 'coordinator'];
/** What somebody has to do something about. */
const atWork: readonly ContactRole[] = ['coordinator'];
/** What the equipment has to stand ready for. */
const onTheDay: readonly ContactRole[] = ['technical', 'coordinator'];

export const usualReaders: Readonly<Record<ToldKind, readonly ContactRole[]>> = {
  invitation: onRecord,
  'meeting-changed': onRecord,
  'meeting-cancelled': onRecord,
  reminder: atWork,
  'deadline-moved': atWork,
  receipt: atWork,
  'answer-taken-back': atWork,
  'hall-decided': atWork,
  announcement: atWork,
  thanks: atWork,
  'day-before': onTheDay,
  appointment: onTheDay,
  'appointment-cancelled': onTheDay,
  'check-missing': onTheDay,
  'check-reminder': onTheDay,
};
