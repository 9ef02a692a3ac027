import { Controller } from '@nestjs/common';
import {
  type EventOf,
  InvitationIssued,
  InvitationWithdrawn,
  ResponseConfirmed,
  ResponseRecorded,
  ResponseTakenBack,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { type Counted, CountingService } from '../board/board.module.js';

type Reply = NonNullable<Counted['reply']>;
const replyOf = ({
  answer,
  channel,
  late,
  attendeeCount,
}: Omit<Reply, 'people'> & { attendeeCount: number }): Reply => ({ answer, channel, late, people: attendeeCount });

@Controller()
export class CountRepliesWhenInvitationsChange {
  constructor(private readonly counting: CountingService) {}

  @HandlesEvent(InvitationIssued, { consumer: 'board', from: 'start' })
  issued({ revision, data }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { class: organisationClass, provinceCode } = data.organisation;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: {
        class: organisationClass,
        provinceCode,
        ...(data.again?.counts && { reply: replyOf(data.again.counts) }),
      },
    });
  }

  @HandlesEvent(ResponseRecorded, { consumer: 'board', from: 'start' })
  recorded({ revision, data }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { class: organisationClass, provinceCode } = data;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode, reply: replyOf(data) },
    });
  }

  /** It counts as before; whoever watches the board hears that there is something new to read. */
  @HandlesEvent(ResponseConfirmed, { consumer: 'board', from: 'start' })
  confirmed({ revision, data }: EventOf<typeof ResponseConfirmed>): Promise<void> {
    const { class: organisationClass, provinceCode } = data;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode, reply: replyOf(data) },
    });
  }

  @HandlesEvent(ResponseTakenBack, { consumer: 'board', from: 'start' })
  takenBack({ revision, data }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    const { class: organisationClass, provinceCode, counts } = data;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode, ...(counts && { reply: replyOf(counts) }) },
    });
  }

  @HandlesEvent(InvitationWithdrawn, { consumer: 'board', from: 'start' })
  withdrawn({ revision, data }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    return this.counting.count(data.meetingId, { invitationId: data.invitationId, revision });
  }
}
