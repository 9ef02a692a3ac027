import { Controller } from '@nestjs/common';
import { type EventOf, InvitationMoved, OtherHallDeclined } from '#contracts';
import { HandlesEvent } from '#messaging';
import { EventMails } from '../addressing/addressing.module.js';
import { type HallContent } from '../mail/mail.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';

/** By a consumer of its own: what was decided before anybody told offices is told by nobody now. */
const halls = { consumer: 'halls', from: 'now' } as const;

/** An office hears at which hall it joins once somebody has decided it, and why: otherwise it goes to the wrong one. */
@Controller()
export class TellOfficeWhenHallIsDecided {
  constructor(
    private readonly recipients: RecipientStore,
    private readonly mails: EventMails,
  ) {}

  @HandlesEvent(InvitationMoved, halls)
  moved({ data, revision, occurredAt: toldAt }: EventOf<typeof InvitationMoved>): Promise<void> {
    const { siteName, previousSiteName: previous, reason } = data;
    return this.#tell(data, { siteName, previous, reason, revision, toldAt });
  }

  @HandlesEvent(OtherHallDeclined, halls)
  kept({ data, revision, occurredAt: toldAt }: EventOf<typeof OtherHallDeclined>): Promise<void> {
    const { siteName, reason } = data;
    return this.#tell(data, { siteName, reason, revision, toldAt });
  }

  async #tell(
    { invitationId: recipientId, meetingId }: { readonly invitationId: string; readonly meetingId: string },
    hall: HallContent,
  ): Promise<void> {
    const { language } = await this.recipients.get(recipientId);
    await this.mails.plan(
      { meetingId, recipientId, kind: 'hall-decided', language, content: { hall } },
      { wished: 1, isSame: (other) => other.hall?.revision === hall.revision },
    );
  }
}
