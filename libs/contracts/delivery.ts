import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { Bilingual, Id, Instant, Language, PageRequest, pageOf, ProvinceCode } from './words.js';

export const DeliveryKind = z
  .enum(['invitation', 'receipt', 'reminder', 'appointment', 'appointment-cancelled'])
  .meta({ id: 'DeliveryKind' });
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** planned → queued → claimed → submitting → accepted | retry-wait | rejected | unknown; or cancelled before it was sent. */
export const DeliveryState = z
  .enum(['planned', 'queued', 'claimed', 'submitting', 'accepted', 'retry-wait', 'rejected', 'unknown', 'cancelled'])
  .meta({ id: 'DeliveryState' });
export type DeliveryState = z.infer<typeof DeliveryState>;

export const CancelReason = z
  .enum(['answered', 'withdrawn', 'meeting-cancelled', 'too-late', 'superseded', 'no-address'])
  .meta({ id: 'CancelReason' });
export type CancelReason = z.infer<typeof CancelReason>;

/** `meeting.recipient.kind.ordinal`: the meaning of one mail. Ids have no dot, so the parts stay apart. */
export const DeliveryId = z.string().max(200).regex(/^[a-z0-9-]+(\.[a-z0-9-]+){2}\.\d+$/).meta({ id: 'DeliveryId' });

/** One mail to one recipient for one reason. `recipientId` is the invitation's id, or the site's for appointments. */
export const Delivery = z
  .object({
    id: DeliveryId,
    meetingId: Id,
    recipientId: Id,
    kind: DeliveryKind,
    ordinal: z.int().min(1),
    state: DeliveryState,
    dueAt: Instant,
    attempts: z.int().min(0),
    language: Language,
    acceptedAt: Instant.optional(),
    cancelReason: CancelReason.optional(),
    lastError: z.string().max(500).optional(),
    revision: z.int().positive(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

const exampleDelivery: Delivery = {
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

/** An office that stayed silent past the deadline, to be called. */
export const CallListEntry = z
  .object({
    invitationId: Id, meetingId: Id, organisationId: Id, name: Bilingual, class: Id, provinceCode: ProvinceCode, raisedAt: Instant,
  })
  .meta({ id: 'CallListEntry' });
export type CallListEntry = z.infer<typeof CallListEntry>;
const exampleCallListEntry: CallListEntry = {
  invitationId: exampleInvitation.id, meetingId: exampleMeeting.id, organisationId: exampleInvitation.organisation.id,
  name: exampleInvitation.organisation.name, class: 'revenue', provinceCode: 'TH-50', raisedAt: '2016-11-18T17:00:00.000Z',
};

const meetingOnly = z.object({ meetingId: Id });
export const ListDeliveries = defineRpc({
  subject: 'rpc.notifications.v1.list-deliveries',
  summary: 'A page of a meeting’s deliveries by kind, state or recipient, in order of id',
  request: meetingOnly.extend({ kind: DeliveryKind.optional(), state: DeliveryState.optional(), recipientId: Id.optional() }).extend(PageRequest.shape),
  reply: pageOf(Delivery),
  example: { request: { meetingId: exampleMeeting.id, kind: 'reminder' }, reply: { items: [exampleDelivery] } },
});
export const SummariseDeliveries = defineRpc({
  subject: 'rpc.notifications.v1.summarise-deliveries',
  summary: 'How many deliveries of each kind are in each state',
  request: meetingOnly,
  reply: z.object({ meetingId: Id, byKind: z.record(z.string(), z.record(z.string(), z.int().min(0))) }),
  example: { request: { meetingId: exampleMeeting.id }, reply: { meetingId: exampleMeeting.id, byKind: { reminder: { accepted: 120 } } } },
});
export const ListCallList = defineRpc({
  subject: 'rpc.notifications.v1.list-call-list',
  summary: 'A page of the offices to call: silent past the deadline and still silent now',
  request: meetingOnly.extend(PageRequest.shape),
  reply: pageOf(CallListEntry),
  example: { request: { meetingId: exampleMeeting.id }, reply: { items: [exampleCallListEntry] } },
});
export const ResolveUnknownDelivery = defineRpc({
  subject: 'rpc.notifications.v1.resolve-unknown-delivery',
  summary: 'Staff decide on a delivery of which nobody knows whether the mail server took it: it counts as accepted, or is sent again',
  request: z.object({ deliveryId: DeliveryId, decision: z.enum(['accepted', 'send-again']) }),
  reply: Delivery,
  example: { request: { deliveryId: exampleDelivery.id, decision: 'accepted' }, reply: exampleDelivery },
});

const deliveryFact = z.object({ deliveryId: DeliveryId, meetingId: Id, recipientId: Id, kind: DeliveryKind, ordinal: z.int().min(1) });
const exampleFact = { deliveryId: exampleDelivery.id, meetingId: exampleMeeting.id, recipientId: exampleInvitation.id, kind: 'reminder' as const, ordinal: 1 };
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
