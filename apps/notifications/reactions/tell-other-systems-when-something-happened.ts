import { Controller } from '@nestjs/common';
import {
  EscalationRaised,
  type EventOf,
  InvitationIssued,
  InvitationWithdrawn,
  MeetingAnnounced,
  MeetingCancelled,
  MeetingChanged,
  ResponseRecorded,
  ResponseTakenBack,
  type WebhookEvent,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { Webhooks } from '../webhook/webhook.module.js';

/** They hear what happens from the day on which they are told of it. */
const options = { consumer: 'webhooks', from: 'now' } as const;
type Envelope = { readonly id: string; readonly occurredAt: string };

/** Other systems are told by ids, and of no person: whoever may know more asks for it. */
@Controller()
export class TellOtherSystemsWhenSomethingHappened {
  constructor(private readonly webhooks: Webhooks) {}

  @HandlesEvent(MeetingAnnounced, options)
  announced({ data: { meeting }, ...event }: EventOf<typeof MeetingAnnounced>): Promise<void> {
    const { id: meetingId, startsAt, endsAt, replyBy } = meeting;
    return this.#tell('meeting.announced', event, { meetingId, startsAt, endsAt, replyBy });
  }

  @HandlesEvent(MeetingChanged, options)
  changed({ data: { meeting, changed }, ...event }: EventOf<typeof MeetingChanged>): Promise<void> {
    const { id: meetingId, startsAt, endsAt, replyBy } = meeting;
    return this.#tell('meeting.changed', event, { meetingId, changed, startsAt, endsAt, replyBy });
  }

  @HandlesEvent(MeetingCancelled, options)
  cancelled({ data: { meetingId }, ...event }: EventOf<typeof MeetingCancelled>): Promise<void> {
    return this.#tell('meeting.cancelled', event, { meetingId });
  }

  @HandlesEvent(InvitationIssued, options)
  invited({ data, ...event }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { meetingId, invitationId, organisation } = data;
    const { id: organisationId, class: ofClass, provinceCode } = organisation;
    return this.#tell('invitation.issued', event, {
      meetingId,
      invitationId,
      organisationId,
      class: ofClass,
      provinceCode,
    });
  }

  @HandlesEvent(InvitationWithdrawn, options)
  withdrawn({ data, ...event }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    const { meetingId, invitationId, class: ofClass, provinceCode } = data;
    return this.#tell('invitation.withdrawn', event, { meetingId, invitationId, class: ofClass, provinceCode });
  }

  @HandlesEvent(ResponseRecorded, options)
  answered({ data, ...event }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { meetingId, invitationId, organisationId, class: ofClass, provinceCode } = data;
    const { answer, attendeeCount, channel, receivedAt, late } = data;
    return this.#tell('response.recorded', event, {
      meetingId,
      invitationId,
      organisationId,
      class: ofClass,
      provinceCode,
      answer,
      attendeeCount,
      channel,
      receivedAt,
      late,
    });
  }

  @HandlesEvent(ResponseTakenBack, options)
  takenBack({ data, ...event }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    const { meetingId, invitationId, organisationId, counts } = data;
    return this.#tell('response.taken-back', event, {
      meetingId,
      invitationId,
      organisationId,
      ...(counts && { counts: { answer: counts.answer, attendeeCount: counts.attendeeCount } }),
    });
  }

  @HandlesEvent(EscalationRaised, options)
  toCall({ data, ...event }: EventOf<typeof EscalationRaised>): Promise<void> {
    const { meetingId, invitationId, organisationId, class: ofClass, provinceCode, reason = 'silent' } = data;
    return this.#tell('office.to-call', event, {
      meetingId,
      invitationId,
      organisationId,
      class: ofClass,
      provinceCode,
      reason,
    });
  }

  async #tell(
    type: WebhookEvent,
    { id, occurredAt }: Envelope,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.webhooks.tell({ type, id, at: occurredAt, data });
  }
}
