import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting, Meeting } from './meeting.js';
import { messageOf } from '#words';
import { exampleOwnOpinion, OwnOpinion } from './opinion.js';
import { exampleOrganisation, exampleSite, Organisation } from './organisation.js';
import { andFocalPoints, owners, readers } from './rights.js';
import { exampleResponse, Response, TakenBack } from './response.js';
import { Seat, SeatState } from './seat.js';
import {
  Answer,
  Bilingual,
  Channel,
  Id,
  Instant,
  LineOrBlank,
  PageRequest,
  pageOf,
  ProvinceCode,
  CountingAnswer,
} from './words.js';

export const InvitationStatus = z.enum(['issued', 'withdrawn']).meta({ id: 'InvitationStatus' });

/** Why an office can't answer by itself: registration alone decides it. */
export const ClosedBecause = z
  .enum(['deadline-passed', 'meeting-cancelled', 'meeting-closed', 'invitation-withdrawn'])
  .meta({ id: 'ClosedBecause' });
export type ClosedBecause = z.infer<typeof ClosedBecause>;

/** An office was given more time: from `at` on it might answer until `until`. Who gave it and why is told to staff alone. */
export const InvitationExtension = z
  .object({ at: Instant, until: Instant, reason: z.string().optional(), by: z.string().max(64).optional() })
  .meta({ id: 'InvitationExtension' });
export type InvitationExtension = z.infer<typeof InvitationExtension>;

/** One organisation's seat at one meeting: the unit of response. Silent while it has no `response`. The last of `extensions` holds. */
export const Invitation = z
  .object({
    id: Id,
    meetingId: Id,
    organisation: Organisation,
    siteName: Bilingual,
    status: InvitationStatus,
    revision: z.int().positive(),
    response: Response.optional(),
    extensions: z.array(InvitationExtension).optional(),
    /** What its hall holds for it, where the meeting counts seats. */
    seat: SeatState.optional(),
    /** The office said that it comes, and not yet whether it does so since the time or place is otherwise. */
    unconfirmed: z.literal(true).optional(),
    /** The office comes, and asks for another hall than its own; nobody has decided on it yet. */
    asksOtherSite: z.literal(true).optional(),
    /** Since when it joins at the site that somebody decided on. */
    movedAt: Instant.optional(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

/** The signed text of a reply link: who holds it may answer for its invitation until the link's version is raised. */
export const ReplyToken = z
  .string()
  .min(10)
  .max(200)
  .regex(/^[A-Za-z0-9_.-]+$/, messageOf('link-form'))
  .meta({ id: 'ReplyToken' });

export const exampleInvitation: Invitation = {
  id: 'inv-4f7k2m9q1x8c',
  meetingId: exampleMeeting.id,
  organisation: exampleOrganisation,
  siteName: exampleSite.name,
  status: 'issued',
  revision: 2,
  response: exampleResponse,
};
const exampleReplyToken = 'inv-4f7k2m9q1x8c.1.Zm9yIHRoZSBleGFtcGxlIG9ubHk';

export const InvitationFilter = z.object({
  meetingId: Id,
  /** silent: no response; answered: any response; withdrawn: neither. */
  standing: z.enum(['silent', 'answered', 'withdrawn']).optional(),
  class: Id.optional(),
  provinceCode: ProvinceCode.optional(),
  channel: Channel.optional(),
  answer: Answer.optional(),
  /** Whether the response that counts came late. */
  late: z.boolean().optional(),
  seat: SeatState.optional(),
  /** Whether an office that comes has yet to confirm it. */
  unconfirmed: z.boolean().optional(),
  /** Whether an office that comes asks for another hall, and nobody has decided on it yet. */
  asksOtherSite: z.boolean().optional(),
  /** Parts of what the office is called, of its province or its code; each word must be found. */
  q: LineOrBlank(200).optional(),
});
export type InvitationFilter = z.infer<typeof InvitationFilter>;
export const ListInvitations = defineRpc({
  subject: 'rpc.registration.v1.list-invitations',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/invitations', opens: andFocalPoints(readers) },
  summary:
    'A page of a meeting’s invitations by standing, class, province, channel, answer, lateness, seat, what is yet to be confirmed, who asks for another hall or parts of what the office is called, in order of id',
  request: InvitationFilter.extend(PageRequest.shape),
  returns: pageOf(Invitation),
  example: { request: { meetingId: exampleMeeting.id, standing: 'silent' }, returns: { items: [exampleInvitation] } },
});
export const GetInvitation = defineRpc({
  subject: 'rpc.registration.v1.get-invitation',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId', opens: andFocalPoints(readers) },
  summary:
    'One invitation with the latest revisions of its response, the oldest first; `earlier` says that there are more: hand it back as `before`',
  request: z.object({
    invitationId: Id,
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(100).default(20),
  }),
  returns: z.object({ invitation: Invitation, responses: z.array(Response), earlier: z.int().positive().optional() }),
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: { invitation: exampleInvitation, responses: [exampleResponse] },
  },
});
export const WithdrawInvitation = defineRpc({
  subject: 'rpc.registration.v1.withdraw-invitation',
  http: { method: 'DELETE', path: '/api/v1/invitations/:invitationId', opens: owners },
  summary: 'Takes an invitation back: its link no longer works and no mail follows',
  request: z.object({ invitationId: Id }),
  returns: Invitation,
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: { ...exampleInvitation, status: 'withdrawn', revision: 3 },
  },
});
export const RenewReplyLink = defineRpc({
  subject: 'rpc.registration.v1.renew-reply-link',
  http: { method: 'POST', path: '/api/v1/invitations/:invitationId/reply-link', opens: owners },
  summary: 'Makes every reply link of an invitation void that was sent until now; mails from now on carry the new one',
  request: z.object({ invitationId: Id }),
  returns: z.object({ invitation: Invitation, linkVersion: z.int().positive() }),
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: { invitation: { ...exampleInvitation, revision: 3 }, linkVersion: 2 },
  },
});
/** How an invitation stands, as a mail to it is written from. */
const InvitationStanding = z.object({
  status: InvitationStatus,
  answered: z.boolean(),
  meetingStatus: Meeting.shape.status,
  /** Whether it said that it comes, and has yet to say so again since the meeting was changed. */
  toConfirm: z.boolean(),
  /** Whether it comes or sends somebody, by the answer that counts. */
  comes: z.boolean(),
  siteName: Bilingual,
  /** The deadline of this office: the meeting's, or a later one that it was given. */
  replyBy: Meeting.shape.replyBy,
  /** Whether the office may answer by itself at this moment, and until when it may. */
  open: z.boolean(),
  answersUntil: Instant,
  /** Of the link: a mail about a later one waits for it. */
  linkVersion: z.int().positive(),
  replyToken: ReplyToken,
  /** By which whoever gets the mail may say that its address is not the office's. */
  addressToken: ReplyToken,
  /** As people read it. */
  replyCode: z.string().optional(),
  /** The revision that was asked for, taken back or not; absent if there is none. */
  response: Response.optional(),
});
const exampleStanding = {
  status: 'issued',
  answered: false,
  toConfirm: false,
  comes: false,
  siteName: exampleSite.name,
  meetingStatus: 'announced',
  replyBy: exampleMeeting.replyBy,
  open: true,
  answersUntil: exampleMeeting.replyBy,
  linkVersion: 1,
  replyToken: exampleReplyToken,
  addressToken: 'inv-4f7k2m9q1x8c.1.YW5vdGhlciBleGFtcGxl',
} as const;

/** Asked right before a mail is sent, so that an answer given a moment ago still stops a reminder. */
export const GetInvitationStanding = defineRpc({
  subject: 'rpc.registration.v1.get-invitation-standing',
  summary:
    'Whether an invitation is still silent, the reply link to put in its mail, and what the office said in the revision asked for',
  request: z.object({
    invitationId: Id,
    responseRevision: z.int().positive().optional(),
    /** Asks for the reply code as well, which is made when it is first asked for. */
    withCode: z.boolean().optional(),
  }),
  returns: InvitationStanding,
  example: { request: { invitationId: exampleInvitation.id }, returns: exampleStanding },
});

/** The same of several: mails that are about to leave together are asked about together. */
export const ListInvitationStandings = defineRpc({
  subject: 'rpc.registration.v1.list-invitation-standings',
  summary: 'What get-invitation-standing says of each of some invitations, in the order in which they were asked about',
  request: z.object({
    invitations: z
      .array(z.object({ invitationId: Id, responseRevision: z.int().positive().optional() }))
      .min(1)
      .max(100),
  }),
  returns: z.object({
    /** Without a standing where there is no such invitation. */
    items: z.array(z.object({ standing: InvitationStanding.optional() })),
  }),
  example: {
    request: { invitations: [{ invitationId: exampleInvitation.id }] },
    returns: { items: [{ standing: exampleStanding }] },
  },
});

export const InvitationIssued = defineEvent({
  subject: 'evt.registration.v1.invitation-issued',
  summary: 'An organisation was invited to a meeting; `again`: after its invitation had been withdrawn',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    organisation: Organisation,
    siteName: Bilingual,
    again: z
      .object({
        linkVersion: z.int().positive(),
        /** What it had said before, which counts again. */
        counts: CountingAnswer.optional(),
        answersUntil: Instant.optional(),
      })
      .optional(),
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    organisation: exampleOrganisation,
    siteName: exampleSite.name,
  },
});
export const InvitationWithdrawn = defineEvent({
  subject: 'evt.registration.v1.invitation-withdrawn',
  summary: 'An invitation was taken back',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    siteId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    reason: z.string().optional(),
    previous: z.object({ answer: Answer, channel: Channel, late: z.boolean() }).optional(),
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    siteId: exampleSite.id,
    class: 'revenue',
    provinceCode: 'TH-50',
  },
});

export const InvitationExtended = defineEvent({
  subject: 'evt.registration.v1.invitation-extended',
  summary: 'An office was given more time: it may answer until `answersUntil`, which is told anew at each extension',
  data: z.object({
    invitationId: Id,
    meetingId: Id,
    class: Id,
    provinceCode: ProvinceCode,
    answersUntil: Instant,
    previous: Instant,
    reason: z.string(),
  }),
  example: {
    invitationId: exampleInvitation.id,
    meetingId: exampleMeeting.id,
    class: 'revenue',
    provinceCode: 'TH-50',
    answersUntil: '2016-11-21T16:59:59.000Z',
    previous: exampleMeeting.replyBy,
    reason: 'น้ำท่วม ไปรษณีย์ล่าช้า',
  },
});
export const ReplyLinkRenewed = defineEvent({
  subject: 'evt.registration.v1.reply-link-renewed',
  summary: 'The reply links of an invitation that were sent until now are void',
  data: z.object({ invitationId: Id, meetingId: Id, linkVersion: z.int().positive() }),
  example: { invitationId: exampleInvitation.id, meetingId: exampleMeeting.id, linkVersion: 2 },
});

/** What the reply page shows to the holder of a reply link. */
export const ReplyForm = z
  .object({
    invitation: Invitation.omit({ response: true }).extend({ response: Response.optional() }),
    /** What the office has said was taken back last and nothing counts instead: when and why. */
    takenBack: TakenBack.omit({ by: true }).optional(),
    meeting: Meeting,
    open: z.boolean(),
    closedBecause: ClosedBecause.optional(),
    /** The office's opinions that stand. `open`: it may withdraw them, and give further ones where the meeting asks for any: longer than it may answer. */
    opinions: z.object({ open: z.boolean(), given: z.array(OwnOpinion) }),
    /** What the office has in its hall, where the meeting counts seats. */
    seat: Seat.optional(),
  })
  .meta({ id: 'ReplyForm' });
export type ReplyForm = z.infer<typeof ReplyForm>;
export const exampleReplyForm: ReplyForm = {
  invitation: exampleInvitation,
  meeting: exampleMeeting,
  open: true,
  opinions: { open: true, given: [exampleOwnOpinion] },
};
export { exampleReplyToken };
