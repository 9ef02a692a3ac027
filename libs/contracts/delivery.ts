import { z } from 'zod';
import { Call } from './call.js';
import { defineEvent, defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, owners, readers } from './rights.js';
import {
  Bilingual,
  EmailAddress,
  ExpectedRevision,
  Id,
  Instant,
  Language,
  LineOrBlank,
  PageRequest,
  pageOf,
  ProvinceCode,
} from './words.js';

/** Why a mail is sent. Appointments, `check-missing` and `check-reminder` go to sites, `meeting-cancelled` to offices and sites, digests to staff, the others to offices. */
export const DeliveryKind = z
  .enum([
    'invitation',
    'receipt',
    'reminder',
    'day-before',
    'thanks',
    'deadline-moved',
    'meeting-changed',
    'appointment',
    'appointment-cancelled',
    'check-missing',
    'check-reminder',
    'meeting-cancelled',
    'answer-taken-back',
    'hall-decided',
    'answer-to-mail',
    'announcement',
    'digest',
  ])
  .meta({ id: 'DeliveryKind' });
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/**
 * planned → queued → claimed → submitting → accepted | retry-wait | rejected | expired | unknown; or cancelled before it was
 * sent. `expired`: it could not be handed over for as long as it was of use. `overdue`: it waited through an outage or a pause
 * too long to leave by itself; people decide.
 */
export const DeliveryState = z
  .enum([
    'planned',
    'queued',
    'claimed',
    'submitting',
    'accepted',
    'retry-wait',
    'rejected',
    'expired',
    'unknown',
    'cancelled',
    'overdue',
  ])
  .meta({ id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof DeliveryState>;

export const CancelReason = z
  .enum([
    'answered',
    'withdrawn',
    'meeting-cancelled',
    'too-late',
    'superseded',
    'no-address',
    'bad-address',
    'dropped',
    'not-coming',
    'check-passed',
  ])
  .meta({ id: 'CancelReason' });
export type CancelReason = z.infer<typeof CancelReason>;

/**
 * What kind of failure ended a delivery. `permanent`: there is no such mailbox; `temporary`: the mailbox or the mail server was
 * not to be had for as long as the mail was of use; `technical`: something between Sala and the mailbox, for staff to look at.
 */
export const DeliveryFailure = z.enum(['permanent', 'temporary', 'technical']).meta({ id: 'DeliveryFailure' });
export type DeliveryFailure = z.infer<typeof DeliveryFailure>;

/**
 * `meeting.recipient.kind.ordinal`: the meaning of one mail; before the ordinal of one to a further address of the recipient stands
 * what is that address's own. Ids have no dot, so the parts stay apart.
 */
export const DeliveryId = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+){2,3}\.\d+$/)
  .meta({ id: 'DeliveryId' });

/** Whom a mail goes to, as it is called. A site has no class, and its province is its office's. */
export const MailRecipient = z
  .object({ name: Bilingual, class: Id.optional(), provinceCode: ProvinceCode.optional() })
  .meta({ id: 'MailRecipient' });
export type MailRecipient = z.infer<typeof MailRecipient>;

/** One mail to one recipient for one reason. `recipientId` is the invitation's id, or the site's in mails to sites; of a digest `coordinator` or the focal point's. */
export const Delivery = z
  .object({
    id: DeliveryId,
    meetingId: Id,
    recipientId: Id,
    recipient: MailRecipient.optional(),
    kind: DeliveryKind,
    ordinal: z.int().min(1),
    state: DeliveryState,
    dueAt: Instant,
    attempts: z.int().min(0),
    language: Language,
    acceptedAt: Instant.optional(),
    cancelReason: CancelReason.optional(),
    lastError: z.string().max(500).optional(),
    /** How often staff had it sent again, from 1: each generation is a mail of its own. */
    generation: z.int().min(1).optional(),
    /** The address that staff named for it, in place of the recipient's. */
    sendTo: EmailAddress.optional(),
    /** The further address of the recipient that it is for: each of its contacts who is to read it has one of its own. */
    alsoTo: EmailAddress.optional(),
    /** It left in one mail with those of other offices at its address. */
    together: z.boolean().optional(),
    /** Of a delivery that failed, or needs a decision. */
    failure: DeliveryFailure.optional(),
    /** What staff can do about it. */
    advice: Bilingual.optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const exampleDelivery: Delivery = {
  id: `${exampleMeeting.id}.${exampleInvitation.id}.reminder.1`,
  meetingId: exampleMeeting.id,
  recipientId: exampleInvitation.id,
  kind: 'reminder',
  ordinal: 1,
  state: 'accepted',
  dueAt: '2016-11-11T02:00:00.000Z',
  attempts: 1,
  language: 'th',
  acceptedAt: '2016-11-11T02:00:04.000Z',
  revision: 4,
};

/** Why an office is to be called: it stayed silent past the deadline, or mail does not reach the address that it gave. */
export const CallReason = z.enum(['silent', 'bad-address']).meta({ id: 'CallReason' });
export type CallReason = z.infer<typeof CallReason>;
/** An office to be called. Without a reason it is silent. */
export const CallListEntry = z
  .object({
    invitationId: Id,
    meetingId: Id,
    organisationId: Id,
    name: Bilingual,
    class: Id,
    provinceCode: ProvinceCode,
    raisedAt: Instant,
    reason: CallReason.optional(),
    /** What came of the last call to it. */
    lastCall: Call.pick({ outcome: true, at: true, callAgainAt: true }).optional(),
  })
  .meta({ id: 'CallListEntry' });
export type CallListEntry = z.infer<typeof CallListEntry>;
const exampleCallListEntry: CallListEntry = {
  invitationId: exampleInvitation.id,
  meetingId: exampleMeeting.id,
  organisationId: exampleInvitation.organisation.id,
  name: exampleInvitation.organisation.name,
  class: 'revenue',
  provinceCode: 'TH-50',
  raisedAt: '2016-11-18T17:00:00.000Z',
};

const meetingOnly = z.object({ meetingId: Id });
export const ListDeliveries = defineRpc({
  subject: 'rpc.notifications.v1.list-deliveries',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/deliveries', opens: andFocalPoints(readers) },
  summary:
    'A page of a meeting’s deliveries by kind, state, recipient (also by class, province or parts of its name) or failure, in order of id or the latest first; `failed`: those that failed or need a decision; a focal point sees those to offices of its province',
  request: meetingOnly
    .extend({
      kind: DeliveryKind.optional(),
      state: DeliveryState.optional(),
      recipientId: Id.optional(),
      failed: z.boolean().optional(),
      failure: DeliveryFailure.optional(),
      class: Id.optional(),
      provinceCode: ProvinceCode.optional(),
      q: LineOrBlank(200).optional(),
      /** The one that is due last comes first. */
      newest: z.boolean().optional(),
    })
    .extend(PageRequest.shape),
  returns: pageOf(Delivery),
  example: { request: { meetingId: exampleMeeting.id, kind: 'reminder' }, returns: { items: [exampleDelivery] } },
});
export const SummariseDeliveries = defineRpc({
  subject: 'rpc.notifications.v1.summarise-deliveries',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/deliveries/summary', opens: readers },
  summary: 'How many deliveries of each kind are in each state, and how many failed in which way',
  request: meetingOnly,
  returns: z.object({
    meetingId: Id,
    byKind: z.record(z.string(), z.record(z.string(), z.int().min(0))),
    byState: z.partialRecord(DeliveryState, z.int().min(0)),
    byFailure: z.partialRecord(DeliveryFailure, z.int().min(0)),
  }),
  example: {
    request: { meetingId: exampleMeeting.id },
    returns: {
      meetingId: exampleMeeting.id,
      byKind: { reminder: { accepted: 120, rejected: 1 } },
      byState: { accepted: 120, rejected: 1 },
      byFailure: { permanent: 1 },
    },
  },
});
export const ListCallList = defineRpc({
  subject: 'rpc.notifications.v1.list-call-list',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/call-list', opens: andFocalPoints(readers) },
  summary: 'A page of the offices to call: silent past the deadline and still silent now',
  request: meetingOnly.extend(PageRequest.shape),
  returns: pageOf(CallListEntry),
  example: { request: { meetingId: exampleMeeting.id }, returns: { items: [exampleCallListEntry] } },
});
export const ResolveUnknownDelivery = defineRpc({
  subject: 'rpc.notifications.v1.resolve-unknown-delivery',
  http: { method: 'POST', path: '/api/v1/deliveries/:deliveryId/decision', opens: owners },
  summary:
    'Staff decide on a delivery of which nobody knows whether the mail server took it: it counts as accepted, or is sent again',
  request: z.object({ deliveryId: DeliveryId, decision: z.enum(['accepted', 'send-again']) }),
  returns: Delivery,
  example: { request: { deliveryId: exampleDelivery.id, decision: 'accepted' }, returns: exampleDelivery },
});

export const ResendDelivery = defineRpc({
  subject: 'rpc.notifications.v1.resend-delivery',
  http: { method: 'POST', path: '/api/v1/deliveries/:deliveryId/resend', opens: owners },
  summary:
    'Staff have a mail sent again that failed, that came too late or that the recipient does not find, also to another address; refused while it is under way',
  request: z.object({ deliveryId: DeliveryId, to: EmailAddress.optional(), expectedRevision: ExpectedRevision }),
  returns: Delivery,
  example: {
    request: { deliveryId: exampleDelivery.id, to: 'saraban@chiang-mai.example' },
    returns: { ...exampleDelivery, state: 'planned', generation: 2, sendTo: 'saraban@chiang-mai.example' },
  },
});

const deliveryFact = z.object({
  deliveryId: DeliveryId,
  meetingId: Id,
  recipientId: Id,
  kind: DeliveryKind,
  ordinal: z.int().min(1),
});
const exampleFact = {
  deliveryId: exampleDelivery.id,
  meetingId: exampleMeeting.id,
  recipientId: exampleInvitation.id,
  kind: 'reminder' as const,
  ordinal: 1,
};
export const DeliveryAccepted = defineEvent({
  subject: 'evt.notifications.v1.delivery-accepted',
  summary: 'The mail server took a mail',
  data: deliveryFact,
  example: exampleFact,
});
export const DeliveryRejected = defineEvent({
  subject: 'evt.notifications.v1.delivery-rejected',
  summary: 'The mail server refused a mail for good',
  data: deliveryFact.extend({ reason: z.string().max(500) }),
  example: { ...exampleFact, reason: '550 no such mailbox' },
});
export const EscalationRaised = defineEvent({
  subject: 'evt.notifications.v1.escalation-raised',
  summary: 'An office stayed silent past the deadline and is on the call list',
  data: CallListEntry,
  example: exampleCallListEntry,
});
