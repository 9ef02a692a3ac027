import { z } from 'zod';
import { defineRpc } from './contract.js';
import { DeliveryKind } from './delivery.js';
import { exampleMeeting } from './meeting.js';
import { owners } from './rights.js';
import { EmailAddress, Id, Instant, Language, Line, StaffId, Text } from './words.js';

/** The kinds of mail that a meeting may put in words of its own. */
export const WordedKind = DeliveryKind.exclude(['answer-to-mail', 'announcement', 'digest']).meta({ id: 'WordedKind' });
export type WordedKind = z.infer<typeof WordedKind>;

const ofLetter = { meetingId: Id, kind: WordedKind, language: Language };
/** What people write of a letter: its subject in one line, its text in Markdown with names between {{ and }}. */
const words = { subject: Line(300), text: Text(10_000) };
const Words = z.object({ subject: z.string(), text: z.string() });

/** One version of a letter's words; without words it is Sala's letter again. */
const WordingVersion = z
  .object({ version: z.int().positive(), words: Words.optional(), changedAt: Instant, changedBy: z.string().max(64) })
  .meta({ id: 'WordingVersion' });
export type WordingVersion = z.infer<typeof WordingVersion>;

/** How a letter of a meeting is worded: `own` where it has words of its own; `from`: the meeting that they were carried on from. */
export const WordingState = z
  .object({
    kind: WordedKind,
    language: Language,
    version: z.int().min(0),
    own: z.boolean(),
    changedAt: Instant.optional(),
    changedBy: z.string().max(64).optional(),
    from: Id.optional(),
  })
  .meta({ id: 'WordingState' });
export type WordingState = z.infer<typeof WordingState>;

/** What can stand between {{ and }}: `isPart` in a paragraph of its own, and then it has to be there. */
const PlaceholderShown = z
  .object({ name: z.string(), says: z.string(), isPart: z.boolean() })
  .meta({ id: 'PlaceholderShown' });
export type PlaceholderShown = z.infer<typeof PlaceholderShown>;

/** The cases that a kind's letters are written for; `plain` is the usual one. */
const LetterCase = z.string().max(40);

export const MailWording = WordingState.extend({
  meetingId: Id,
  /** What stands now, its own or Sala's. */
  words: Words,
  usual: Words,
  placeholders: z.array(PlaceholderShown),
  cases: z.array(LetterCase),
  versions: z.array(WordingVersion),
}).meta({ id: 'MailWording' });
export type MailWording = z.infer<typeof MailWording>;

const exampleWords = {
  subject: 'ขอเชิญเข้าร่วม{{ชื่อการประชุม}}',
  text: 'ขอเชิญท่านเข้าร่วม**{{ชื่อการประชุม}}**\n\n{{ข้อความตามกรณี}}\n\n{{ตารางรายละเอียด}}\n\n{{ลิงก์ตอบรับ}}\n\n{{สิ่งที่ต้องทำ}}',
};
const at = { meetingId: exampleMeeting.id, kind: 'invitation', language: 'th' } as const;
const changed = { changedAt: '2016-11-01T02:00:00.000Z', changedBy: 'staff-coordinator' };
const exampleState: WordingState = { kind: 'invitation', language: 'th', version: 1, own: true, ...changed };
const exampleWording: MailWording = {
  ...exampleState,
  meetingId: exampleMeeting.id,
  words: exampleWords,
  usual: exampleWords,
  placeholders: [
    { name: 'ชื่อการประชุม', says: 'ชื่อการประชุมตามที่ตั้งไว้', isPart: false },
    { name: 'ลิงก์ตอบรับ', says: 'ปุ่มและลิงก์ไปหน้าตอบรับของหน่วยงาน', isPart: true },
  ],
  cases: ['plain', 'answered', 'closed'],
  versions: [{ version: 1, words: exampleWords, ...changed }],
};

export const ListMailWordings = defineRpc({
  subject: 'rpc.notifications.v1.list-mail-wordings',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mail-wordings', opens: owners },
  summary: 'Which letters of a meeting have words of its own, by kind and language',
  request: z.object({ meetingId: Id }),
  returns: z.object({ items: z.array(WordingState) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { items: [exampleState] } },
});
export const GetMailWording = defineRpc({
  subject: 'rpc.notifications.v1.get-mail-wording',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mail-wordings/:kind/:language', opens: owners },
  summary:
    'The words of one letter, Sala’s in the same form to begin from, what can stand in them, and their earlier versions',
  request: z.object(ofLetter),
  returns: MailWording,
  example: { request: at, returns: exampleWording },
});

/** The version that somebody saw, 0 where there was none. */
const expectedVersion = z.int().min(0);
export const SaveMailWording = defineRpc({
  subject: 'rpc.notifications.v1.save-mail-wording',
  http: {
    method: 'PUT',
    path: '/api/v1/meetings/:meetingId/mail-wordings/:kind/:language',
    opens: owners,
    staffIn: 'changedBy',
  },
  summary:
    'Puts a letter in other words, for the mails that are not written yet. Refused where a name is not known, or what each recipient has to get is missing; the same again changes nothing',
  request: z.object({ ...ofLetter, ...words, expectedVersion, changedBy: StaffId }),
  returns: MailWording,
  example: {
    request: { ...at, ...exampleWords, expectedVersion: 0, changedBy: 'staff-coordinator' },
    returns: exampleWording,
  },
});
export const RestoreMailWording = defineRpc({
  subject: 'rpc.notifications.v1.restore-mail-wording',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/mail-wordings/:kind/:language/usual',
    opens: owners,
    staffIn: 'changedBy',
  },
  summary: 'A letter is Sala’s again; what it was is kept among its versions',
  request: z.object({ ...ofLetter, expectedVersion, changedBy: StaffId }),
  returns: MailWording,
  example: {
    request: { ...at, expectedVersion: 1, changedBy: 'staff-coordinator' },
    returns: { ...exampleWording, version: 2, own: false },
  },
});

const toShow = { ...ofLetter, ...words, case: LetterCase.optional(), invitationId: Id.optional() };
export const PreviewMailWording = defineRpc({
  subject: 'rpc.notifications.v1.preview-mail-wording',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/mail-wordings/:kind/:language/preview', opens: owners },
  summary:
    'A letter in these words as an office would get it, saved or not; the link in it opens nothing, and what is not known of the office is made up',
  request: z.object(toShow),
  returns: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
  example: {
    request: { ...at, ...exampleWords },
    returns: { subject: 'ขอเชิญเข้าร่วมการประชุม', html: '<html></html>', text: 'ขอเชิญท่านเข้าร่วมการประชุม' },
  },
});
export const SendTestMail = defineRpc({
  subject: 'rpc.notifications.v1.send-test-mail',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/mail-wordings/:kind/:language/test',
    opens: owners,
    timeoutMs: 60_000,
  },
  summary:
    'Sends the preview to one address by the mail server, marked as a test. It stands in no ledger; under one `testId` it goes once',
  request: z.object({ ...toShow, testId: Id, to: EmailAddress }),
  returns: z.object({}),
  example: {
    request: { ...at, ...exampleWords, testId: '5b1f0c528f574b7e9d6e2f4f', to: 'coordinator@ega.example' },
    returns: {},
  },
});
