import { Controller } from '@nestjs/common';
import { type EventOf, InvitationIssued } from '#contracts';
import { HandlesEvent } from '#messaging';
import { InvitingService } from '../inviting/inviting.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ReminderService } from '../reminder/reminder.module.js';

/**
 * An office was invited, or its invitation was told anew: then it is silent again, and has its invitation already. One that was
 * withdrawn and is issued again gets another, and stands by what it had said.
 */
@Controller()
export class InviteWhenInvitationIssued {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly inviting: InvitingService,
    private readonly reminders: ReminderService,
  ) {}

  @HandlesEvent(InvitationIssued, { consumer: 'registration', from: 'start' })
  async handle({ data, revision }: EventOf<typeof InvitationIssued>): Promise<void> {
    const { invitationId, meetingId, organisation, again } = data;
    const { id: organisationId, class: organisationClass, name, provinceCode, email, language } = organisation;
    const issued = {
      invitationId,
      meetingId,
      organisationId,
      name,
      class: organisationClass,
      provinceCode,
      language,
      responseRevision: again?.counts?.responseRevision ?? 0,
      coming: again?.counts !== undefined && again.counts.answer !== 'decline',
      late: again?.counts?.late === true,
      withdrawn: false,
      revision,
      ...(email !== undefined && { email }),
      ...(again?.answersUntil !== undefined && { answersUntil: again.answersUntil }),
    };
    const news = await this.recipients.issue(issued);
    const recipient = news ? issued : await this.recipients.get(invitationId);
    await Promise.all([
      this.inviting.invite([recipient], again && { linkVersion: again.linkVersion }),
      this.reminders.officeHeard(recipient),
    ]);
  }
}
