import { z } from 'zod';
import { defineRpc } from './contract.js';
import { DeliveryState } from './delivery.js';
import { exampleInvitation } from './invitation.js';
import { exampleMailPreview, MailPreview } from './mail-view.js';
import { exampleMeeting } from './meeting.js';
import { owners, readers } from './rights.js';
import { broken } from './word.js';
import {
  Bilingual,
  ExpectedRevision,
  Id,
  Instant,
  Line,
  PageRequest,
  pageOf,
  ProvinceCode,
  Reason,
  StaffId,
  Text,
} from './words.js';

/** Which offices an announcement is for, by what they said: not yet anything, that they come, that they do not, or too late. */
export const AnnouncedTo = z.enum(['silent', 'coming', 'declined', 'late']).meta({ id: 'AnnouncedTo' });
export type AnnouncedTo = z.infer<typeof AnnouncedTo>;

const said = { subject: Line(300), text: Text(10_000) };
const InOneLanguage = z.object(said);
/** What an announcement says, in Markdown, in one language or in several; whoever reads another gets the first that there is. */
export const AnnouncementWords = z
  .object({ th: InOneLanguage.optional(), en: InOneLanguage.optional() })
  .refine(({ th, en }) => (th ?? en) !== undefined, broken(['th'], 'missing'))
  .meta({ id: 'AnnouncementWords' });
export type AnnouncementWords = z.infer<typeof AnnouncementWords>;

/**
 * `waiting`: for a second person to release it. `released`: its mails leave, and `planned` says to how many offices once they
 * all stand in the ledger. `withdrawn`: nobody gets it.
 */
export const AnnouncementState = z.enum(['waiting', 'released', 'withdrawn']).meta({ id: 'AnnouncementState' });
const step = { at: Instant, by: z.string().max(64) };
export const Announcement = z
  .object({
    meetingId: Id,
    announcementId: Id,
    number: z.int().positive(),
    state: AnnouncementState,
    words: AnnouncementWords,
    offices: z.int().min(1),
    written: z.object(step),
    released: z.object(step).optional(),
    withdrawn: z.object({ ...step, reason: z.string() }).optional(),
    planned: z.int().min(0).optional(),
    /** Of what is planned: how many of its mails are in which state. */
    byState: z.partialRecord(DeliveryState, z.int().min(0)),
    revision: z.int().positive(),
  })
  .meta({ id: 'Announcement' });
export type Announcement = z.infer<typeof Announcement>;

const announcementId = '5b1f0c528f574b7e9d6e2f50';
const of = { meetingId: Id, announcementId: Id };
const exampleOf = { meetingId: exampleMeeting.id, announcementId };
const exampleWords: AnnouncementWords = { th: { subject: 'เปลี่ยนทางเข้าที่จอดรถ', text: 'โปรดใช้ **ประตู 3** ในวันประชุม' } };
const exampleWaiting: Announcement = {
  ...exampleOf,
  number: 1,
  state: 'waiting',
  words: exampleWords,
  offices: 320,
  written: { at: '2016-11-10T02:00:00.000Z', by: 'staff-coordinator' },
  byState: {},
  revision: 1,
};
const exampleReleased: Announcement = {
  ...exampleWaiting,
  state: 'released',
  released: { at: '2016-11-10T02:30:00.000Z', by: 'staff-admin' },
  planned: 320,
  byState: { accepted: 300, planned: 20 },
  revision: 2,
};

/** An office that an announcement may be for. `whyNot`: it gets no mail as things stand now. */
export const AnnouncedOffice = z
  .object({
    invitationId: Id,
    name: Bilingual,
    class: Id,
    provinceCode: ProvinceCode,
    said: AnnouncedTo,
    whyNot: z.enum(['no-address', 'bad-address', 'withdrawn']).optional(),
  })
  .meta({ id: 'AnnouncedOffice' });
export type AnnouncedOffice = z.infer<typeof AnnouncedOffice>;

export const ListAnnouncementOffices = defineRpc({
  subject: 'rpc.notifications.v1.list-announcement-offices',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/announcement-offices', opens: owners },
  summary:
    'A page of the offices that an announcement may be for, by class, province and what they said; or those that one was written for',
  request: z
    .object({
      meetingId: Id,
      announcementId: Id.optional(),
      class: Id.optional(),
      provinceCode: ProvinceCode.optional(),
      said: AnnouncedTo.optional(),
    })
    .extend(PageRequest.shape),
  returns: pageOf(AnnouncedOffice),
  example: {
    request: { meetingId: exampleMeeting.id, said: 'silent' },
    returns: {
      items: [
        {
          invitationId: exampleInvitation.id,
          name: exampleInvitation.organisation.name,
          class: 'revenue',
          provinceCode: 'TH-50',
          said: 'silent',
        },
      ],
    },
  },
});
export const PreviewAnnouncement = defineRpc({
  subject: 'rpc.notifications.v1.preview-announcement',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/announcement-preview', opens: owners },
  summary:
    'The mail that an office would get of an announcement in these words; the reply link in it opens nothing. Refused where a name between {{ and }} is not known or a link leads nowhere on the web',
  request: z.object({ meetingId: Id, invitationId: Id, words: AnnouncementWords }),
  returns: MailPreview,
  example: {
    request: { meetingId: exampleMeeting.id, invitationId: exampleInvitation.id, words: exampleWords },
    returns: exampleMailPreview,
  },
});
export const WriteAnnouncement = defineRpc({
  subject: 'rpc.notifications.v1.write-announcement',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/announcements',
    opens: owners,
    staffIn: 'writtenBy',
    bodyLimit: 'list',
    timeoutMs: 60_000,
  },
  summary:
    'Somebody has these offices told of something by mail. To a few it leaves at once; to more it waits until a second person releases it. `announcementId` is the sender’s own: the same again is the same announcement',
  request: z.object({
    ...of,
    words: AnnouncementWords,
    invitationIds: z.array(Id).min(1).max(5_000),
    writtenBy: StaffId,
  }),
  returns: Announcement,
  example: {
    request: {
      ...exampleOf,
      words: exampleWords,
      invitationIds: [exampleInvitation.id],
      writtenBy: 'staff-coordinator',
    },
    returns: exampleWaiting,
  },
});
export const ListAnnouncements = defineRpc({
  subject: 'rpc.notifications.v1.list-announcements',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/announcements', opens: readers },
  summary:
    'What the offices of a meeting were told by announcements, the newest first, how far their mails are, and to how many offices one person alone may send (`alone`)',
  request: z.object({ meetingId: Id }),
  returns: z.object({ items: z.array(Announcement), alone: z.int().min(0) }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { items: [exampleReleased], alone: 100 } },
});
export const ReleaseAnnouncement = defineRpc({
  subject: 'rpc.notifications.v1.release-announcement',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/announcements/:announcementId/release',
    opens: owners,
    staffIn: 'releasedBy',
  },
  summary:
    'A second person, never the one who wrote it, lets an announcement leave; once, whoever presses at the same time',
  request: z.object({ ...of, releasedBy: StaffId, expectedRevision: ExpectedRevision }),
  returns: Announcement,
  example: { request: { ...exampleOf, releasedBy: 'staff-admin' }, returns: exampleReleased },
});
export const WithdrawAnnouncement = defineRpc({
  subject: 'rpc.notifications.v1.withdraw-announcement',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/announcements/:announcementId/withdrawal',
    opens: owners,
    staffIn: 'withdrawnBy',
  },
  summary: 'An announcement that waits is not sent; one that was released cannot be taken back',
  request: z.object({ ...of, withdrawnBy: StaffId, reason: Reason }),
  returns: Announcement,
  example: {
    request: { ...exampleOf, withdrawnBy: 'staff-coordinator', reason: 'ข้อความยังไม่ครบ' },
    returns: {
      ...exampleWaiting,
      state: 'withdrawn',
      withdrawn: { at: '2016-11-10T02:10:00.000Z', by: 'staff-coordinator', reason: 'ข้อความยังไม่ครบ' },
      revision: 2,
    },
  },
});
