import { Controller } from '@nestjs/common';
import { type EventOf, InvitationIssued, InvitationWithdrawn, ResponseRecorded, ResponseTakenBack } from '#contracts';
import { HandlesEvent } from '#messaging';
import { CountingService } from '../board/board.module.js';

@Controller()
export class CountRepliesWhenInvitationsChange {
  constructor(private readonly counting: CountingService) {}

  @HandlesEvent(InvitationIssued, { consumer: 'board', from: 'start' })
  issued({ revision, data }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { class: organisationClass, provinceCode } = data.organisation;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode },
    });
  }

  @HandlesEvent(ResponseRecorded, { consumer: 'board', from: 'start' })
  recorded({ revision, data }: EventOf<typeof ResponseRecorded>): Promise<void> {
    const { class: organisationClass, provinceCode, answer, channel, late } = data;
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode, reply: { answer, channel, late } },
    });
  }

  @HandlesEvent(ResponseTakenBack, { consumer: 'board', from: 'start' })
  takenBack({ revision, data }: EventOf<typeof ResponseTakenBack>): Promise<void> {
    const { class: organisationClass, provinceCode, counts } = data;
    const reply = counts && { answer: counts.answer, channel: counts.channel, late: counts.late };
    return this.counting.count(data.meetingId, {
      invitationId: data.invitationId,
      revision,
      counted: { class: organisationClass, provinceCode, ...(reply && { reply }) },
    });
  }

  @HandlesEvent(InvitationWithdrawn, { consumer: 'board', from: 'start' })
  withdrawn({ revision, data }: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    return this.counting.count(data.meetingId, { invitationId: data.invitationId, revision });
  }
}
