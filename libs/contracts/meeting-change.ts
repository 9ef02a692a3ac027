import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting, exampleMeetingContent, Meeting, MeetingContent, meetingContentNames } from './meeting.js';
import { Organisation, exampleOrganisation } from './organisation.js';
import { owners } from './rights.js';
import { CheckMisfits, exampleMisfits } from './check-misfit.js';
import { EmailAddress, Id, Instant, PageRequest, pageOf, Reason } from './words.js';

const meetingId = exampleMeeting.id;
const moved = { ...exampleMeetingContent, startsAt: '2016-11-24T07:30:00.000Z', endsAt: '2016-11-24T09:30:00.000Z' };
const movedMeeting: Meeting = { ...exampleMeeting, ...moved, revision: 3 };

const change = {
  meetingId: Id,
  /** The meeting as it is to be, whole: what is left out is taken away. */
  content: MeetingContent,
  /** The revision that was seen; if the meeting has changed since, it is a conflict. */
  expectedRevision: z.int().positive(),
};

/** What people write of a meeting, by name: what a change is told by. */
export const MeetingPart = z
  .enum(meetingContentNames as [keyof MeetingContent, ...(keyof MeetingContent)[]])
  .meta({ id: 'MeetingPart' });
export type MeetingPart = z.infer<typeof MeetingPart>;

/** Of what every invited office has a mail when it changes: what the meeting is called, when and where it is. A new deadline is told to the silent. */
export const mailedParts: readonly MeetingPart[] = ['title', 'startsAt', 'endsAt', 'timeZone', 'place'];

export const ChangeMeeting = defineRpc({
  subject: 'rpc.registration.v1.change-meeting',
  http: { method: 'PUT', path: '/api/v1/meetings/:meetingId', opens: owners },
  summary:
    'Changes a meeting that is not over: a draft in silence; of one that was announced everybody hears what is otherwise now, and why. With `confirmAgain`, where its time or place changes, offices that come are asked to say so again',
  request: z.object({ ...change, reason: Reason.optional(), confirmAgain: z.boolean().optional() }),
  returns: Meeting,
  example: {
    request: { meetingId, content: moved, expectedRevision: 2, reason: 'the hall is taken' },
    returns: movedMeeting,
  },
});

export const ExtendDeadline = defineRpc({
  subject: 'rpc.registration.v1.extend-deadline',
  http: { method: 'PUT', path: '/api/v1/meetings/:meetingId/deadline', opens: owners },
  summary:
    'Moves the reply deadline to a later instant before the meeting starts, whatever else of the meeting has changed',
  request: z.object({ meetingId: Id, replyBy: Instant }),
  returns: Meeting,
  example: { request: { meetingId, replyBy: '2016-11-21T16:59:59.000Z' }, returns: { ...exampleMeeting, revision: 3 } },
});

/** What a change would do, counted at the moment of asking. */
export const MeetingChangeEffect = z
  .object({
    changed: z.array(MeetingPart),
    /** Offices that would have a mail about it, and offices that would have one if mail reached anybody of them who can see to it. */
    told: z.int().min(0),
    untold: z.int().min(0),
    /** Offices that would be invited beside, and invitations that would be taken back, with those among them that have answered. */
    invited: z.int().min(0),
    withdrawn: z.int().min(0),
    withdrawnAnswered: z.int().min(0),
    /** Offices that attend or send somebody, and would be asked whether that still holds. */
    toConfirm: z.int().min(0),
    /** What would become of the checks; nothing where that cannot be told at this moment. */
    checks: CheckMisfits.optional(),
  })
  .meta({ id: 'MeetingChangeEffect' });
export type MeetingChangeEffect = z.infer<typeof MeetingChangeEffect>;
export const PreviewMeetingChange = defineRpc({
  subject: 'rpc.registration.v1.preview-meeting-change',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/change-preview', opens: owners },
  summary: 'What a change of a meeting would do; nothing is changed',
  request: z.object(change),
  returns: MeetingChangeEffect,
  example: {
    request: { meetingId, content: moved, expectedRevision: 2 },
    returns: {
      changed: ['startsAt', 'endsAt'],
      told: 590,
      untold: 18,
      invited: 0,
      withdrawn: 0,
      withdrawnAnswered: 0,
      toConfirm: 466,
      checks: exampleMisfits,
    },
  },
});

export const DeleteMeeting = defineRpc({
  subject: 'rpc.registration.v1.delete-meeting',
  http: { method: 'DELETE', path: '/api/v1/meetings/:meetingId', opens: owners, answer: 'nothing' },
  summary: 'Deletes a draft: nobody has heard of it',
  request: z.object({ meetingId: Id }),
  returns: z.object({}),
  example: { request: { meetingId }, returns: {} },
});

export const CloseMeeting = defineRpc({
  subject: 'rpc.registration.v1.close-meeting',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/closing', opens: owners },
  summary: 'Closes a meeting that has taken place: it is read from then on, and nothing of it changes',
  request: z.object({ meetingId: Id }),
  returns: Meeting,
  example: { request: { meetingId }, returns: { ...exampleMeeting, status: 'closed', revision: 3 } },
});

export const ReopenMeeting = defineRpc({
  subject: 'rpc.registration.v1.reopen-meeting',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/reopening', opens: owners },
  summary: 'Opens the books of a closed meeting again, with the reason',
  request: z.object({ meetingId: Id, reason: Reason }),
  returns: Meeting,
  example: { request: { meetingId, reason: 'a register came late' }, returns: { ...exampleMeeting, revision: 4 } },
});

/** What a draft still lacks: `missing` keeps it from being announced, of `doubtful` people should know. */
export const MeetingReview = z
  .object({
    missing: z.array(z.enum(['classes', 'offices', 'organiser', 'deadline', 'start'])),
    doubtful: z.array(
      z.enum([
        'purpose',
        'phone',
        'fault-line',
        'letter-number',
        'no-address',
        'bad-address',
        'short-notice',
        'duties',
      ]),
    ),
    offices: z.int().min(0),
    /** Mails that would leave: an office has one at the address of each of its contacts that invitations are for. */
    mails: z.int().min(0),
    /** Offices of which nobody who can see to it has an address: they are invited by letter and called. */
    withoutAddress: z.int().min(0),
    /** Offices all of whose addresses get no mail, as nobody is there; nothing where that cannot be told at this moment. */
    badAddress: z.int().min(0).optional(),
    byClass: z.record(Id, z.int().min(0)),
    byProvince: z.record(z.string(), z.int().min(0)),
  })
  .meta({ id: 'MeetingReview' });
export type MeetingReview = z.infer<typeof MeetingReview>;
export const ReviewMeeting = defineRpc({
  subject: 'rpc.registration.v1.review-meeting',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/review', opens: owners },
  summary: 'What a draft lacks, and whom it would invite',
  request: z.object({ meetingId: Id }),
  returns: MeetingReview,
  example: {
    request: { meetingId },
    returns: {
      missing: [],
      doubtful: ['fault-line'],
      offices: 1,
      mails: 1,
      withoutAddress: 0,
      badAddress: 0,
      byClass: { revenue: 1 },
      byProvince: { 'TH-50': 1 },
    },
  },
});
/** Who would be invited, and where its invitation would go: nowhere where nobody of it has an address that gets mail. */
export const Invitee = Organisation.extend({ to: z.array(EmailAddress) }).meta({ id: 'Invitee' });
export type Invitee = z.infer<typeof Invitee>;
export const ListInvitees = defineRpc({
  subject: 'rpc.registration.v1.list-invitees',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/invitees', opens: owners },
  summary:
    'A page of the organisations that a meeting’s classes hold now, in order of id: who would be invited, and at which addresses',
  request: z.object({ meetingId: Id }).extend(PageRequest.shape),
  returns: pageOf(Invitee),
  example: {
    request: { meetingId },
    returns: { items: [{ ...exampleOrganisation, to: ['revenue@chiang-mai.example'] }] },
  },
});

export const MeetingChanged = defineEvent({
  subject: 'evt.registration.v1.meeting-changed',
  summary: 'An announced meeting is otherwise than it was: `changed` says in what, `previous` how it was',
  data: z.object({ meeting: Meeting, previous: Meeting, changed: z.array(z.string()), reason: z.string().optional() }),
  example: {
    meeting: movedMeeting,
    previous: exampleMeeting,
    changed: ['startsAt', 'endsAt'],
    reason: 'the hall is taken',
  },
});
export const MeetingClosed = defineEvent({
  subject: 'evt.registration.v1.meeting-closed',
  summary: 'The meeting is over and its books are closed',
  data: z.object({ meeting: Meeting }),
  example: { meeting: { ...exampleMeeting, status: 'closed', revision: 3 } },
});
export const MeetingReopened = defineEvent({
  subject: 'evt.registration.v1.meeting-reopened',
  summary: 'A meeting whose books were closed can be written of again',
  data: z.object({ meeting: Meeting, reason: z.string() }),
  example: { meeting: { ...exampleMeeting, revision: 4 }, reason: 'a register came late' },
});
