import { z } from 'zod';
import { defineRpc } from './contract.js';
import { DeliveryKind } from './delivery.js';
import { exampleInvitation } from './invitation.js';
import { exampleMailPreview, MailPreview } from './mail-view.js';
import { usualMails } from './mail-rules.js';
import { MailSchedule, PlannedKind } from './mail-schedule.js';
import { exampleMeeting, Meeting } from './meeting.js';
import { owners, readers, replyDesk } from './rights.js';
import { Bilingual, Id, Instant, PageRequest, pageOf, ProvinceCode } from './words.js';

/** Why an office gets none of a mail that is to come, as things stand now. */
export const AheadWhyNot = z
  .enum([
    'answered',
    'no-address',
    'bad-address',
    'paused',
    'too-late',
    'missed',
    'silent',
    'not-coming',
    'check-passed',
  ])
  .meta({ id: 'AheadWhyNot' });
export type AheadWhyNot = z.infer<typeof AheadWhyNot>;

/**
 * A mail that is to come: a step of the schedule, or what waits in the ledger (`planned`). `gets`: how many offices
 * get it as things stand now; `left`: how many of those that it concerns do not, and why.
 */
export const AheadStep = z
  .object({
    id: z.string().min(1).max(80),
    of: z.enum(['schedule', 'ledger']),
    kind: DeliveryKind,
    dueAt: Instant,
    gets: z.int().min(0),
    left: z.partialRecord(AheadWhyNot, z.int().min(0)),
  })
  .meta({ id: 'AheadStep' });
export type AheadStep = z.infer<typeof AheadStep>;

/** One office, or site, and a mail that is to come: that it gets it, or why not. Of a site its own id stands in place of its invitation’s. */
export const AheadOffice = z
  .object({
    invitationId: Id,
    isSite: z.literal(true).optional(),
    name: Bilingual,
    class: Id.optional(),
    provinceCode: ProvinceCode,
    whyNot: AheadWhyNot.optional(),
    /** When the last reminder left for it. */
    remindedAt: Instant.optional(),
    /** That was within the last day. */
    recently: z.literal(true).optional(),
  })
  .meta({ id: 'AheadOffice' });
export type AheadOffice = z.infer<typeof AheadOffice>;

const narrowed = z.object({ meetingId: Id, class: Id.optional(), provinceCode: ProvinceCode.optional() });
const exampleOffice: AheadOffice = {
  invitationId: exampleInvitation.id,
  name: exampleInvitation.organisation.name,
  class: 'revenue',
  provinceCode: 'TH-50',
};

export const LookAhead = defineRpc({
  subject: 'rpc.notifications.v1.look-ahead',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mails-ahead', opens: readers, timeoutMs: 30_000 },
  summary:
    'Which mails of a meeting are to leave until an instant, as things stand now, how many offices get each and why others do not, and when how many are to be called. Nothing is sent',
  request: narrowed.extend({ until: Instant.optional() }),
  returns: z.object({
    items: z.array(AheadStep),
    callList: z.array(z.object({ dueAt: Instant, offices: z.int().min(0) })),
  }),
  example: {
    request: { meetingId: exampleMeeting.id },
    returns: {
      items: [
        {
          id: 'reminder-1',
          of: 'schedule',
          kind: 'reminder',
          dueAt: '2016-11-11T02:00:00.000Z',
          gets: 480,
          left: { answered: 126, 'no-address': 2 },
        },
      ],
      callList: [{ dueAt: '2016-11-18T17:00:00.000Z', offices: 482 }],
    },
  },
});
/** The step that is a reminder sent by hand at this moment. */
export const stepNow = 'now';
export const ListAhead = defineRpc({
  subject: 'rpc.notifications.v1.list-ahead',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/mails-ahead/:step', opens: readers },
  summary:
    'The offices that a step of the schedule of mails concerns, by name: those that get it, and why the others do not. `now`: a reminder sent by hand at this moment, of which those that have answered are left out',
  request: narrowed
    .extend({
      step: z
        .string()
        .regex(/^[a-z]+(-[a-z0-9]+)*$/)
        .max(80),
      gets: z.boolean().optional(),
    })
    .extend(PageRequest.shape),
  returns: pageOf(AheadOffice),
  example: {
    request: { meetingId: exampleMeeting.id, step: stepNow },
    returns: { items: [{ ...exampleOffice, remindedAt: '2016-11-11T02:00:04.000Z' }] },
  },
});

export const PreviewReminder = defineRpc({
  subject: 'rpc.notifications.v1.preview-reminder',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/reminder-preview', opens: replyDesk },
  summary: 'The reminder that an office would get at this moment; the reply link in it opens nothing',
  request: z.object({ invitationId: Id }),
  returns: MailPreview,
  example: { request: { invitationId: exampleInvitation.id }, returns: exampleMailPreview },
});

/** When a rule's mail leaves. `moved`: at another time than it says, as that is on a day off or outside the hours; `notSent`: why it does not leave. */
export const PlannedMailTime = z
  .object({
    rule: Id,
    kind: PlannedKind,
    wantedAt: Instant,
    dueAt: Instant.optional(),
    moved: z.enum(['day-off', 'hours']).optional(),
    /** When it left last, for this deadline or an earlier one. */
    sentAt: Instant.optional(),
    notSent: z.enum(['too-early', 'too-late', 'past']).optional(),
  })
  .meta({ id: 'PlannedMailTime' });
export type PlannedMailTime = z.infer<typeof PlannedMailTime>;
export const PreviewMailSchedule = defineRpc({
  subject: 'rpc.notifications.v1.preview-mail-schedule',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/mail-schedule-preview', opens: owners },
  summary:
    'When each mail of a schedule would leave if the meeting had it and began and ended so, and why one would not; nothing is changed',
  request: z.object({
    meetingId: Id,
    mails: MailSchedule,
    ...Meeting.pick({ replyBy: true, startsAt: true, endsAt: true, timeZone: true }).shape,
  }),
  returns: z.object({ items: z.array(PlannedMailTime) }),
  example: {
    request: {
      meetingId: exampleMeeting.id,
      mails: usualMails,
      replyBy: exampleMeeting.replyBy,
      startsAt: exampleMeeting.startsAt,
      endsAt: exampleMeeting.endsAt,
      timeZone: exampleMeeting.timeZone,
    },
    returns: {
      items: [
        {
          rule: 'week-before',
          kind: 'reminder',
          wantedAt: '2016-11-11T02:00:00.000Z',
          dueAt: '2016-11-11T02:00:00.000Z',
        },
      ],
    },
  },
});

const examplePress = '5b1f0c528f574b7e9d6e2f4f';
export const RemindNow = defineRpc({
  subject: 'rpc.notifications.v1.remind-now',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/reminders',
    opens: owners,
    bodyLimit: 'list',
    timeoutMs: 60_000,
  },
  summary:
    'Sends a reminder to these offices, as far as they are silent and may answer; each is asked about once more right before its mail leaves. `pressId` is the sender’s own: the same again is the same reminder, whatever offices it names',
  request: z.object({ meetingId: Id, pressId: Id, invitationIds: z.array(Id).min(1).max(5_000) }),
  returns: z.object({ planned: z.int().min(0), left: z.partialRecord(AheadWhyNot, z.int().min(0)) }),
  example: {
    request: { meetingId: exampleMeeting.id, pressId: examplePress, invitationIds: [exampleInvitation.id] },
    returns: { planned: 1, left: {} },
  },
});
