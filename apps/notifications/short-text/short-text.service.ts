import { Injectable } from '@nestjs/common';
import { type GetShortText, type Language, type ReturnOf } from '#contracts';
import { mustReach, withAsker } from '#messaging';
import { conflict } from '#platform';
import { ContactStore, RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { DeliveryFacts, type InvitationStanding } from '../writing/writing.module.js';
import { shortTextOf } from './short-text.js';

/** Short texts to offices, for LINE and SMS. */
@Injectable()
export class ShortTexts {
  readonly #publicUrl: string;

  constructor(
    private readonly facts: DeliveryFacts,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#publicUrl = config.SALA_PUBLIC_URL.replace(/\/$/, '');
  }

  /** For whoever sends it. @throws not-found 'recipient-not-found', forbidden 'other-province', conflict 'meeting-cancelled', 'invitation-withdrawn' */
  async get(invitationId: string): Promise<ReturnOf<typeof GetShortText>> {
    const { provinceCode } = await this.recipients.get(invitationId);
    mustReach(provinceCode);
    // A focal point, too, reaches this office; what its mails are written from is asked for by Sala itself.
    const standing = await withAsker({ kind: 'system' }, () => this.facts.standing(invitationId));
    if (standing.meetingStatus === 'cancelled') throw conflict('meeting-cancelled');
    if (standing.status === 'withdrawn') throw conflict('invitation-withdrawn');
    return this.write(invitationId, standing);
  }

  async write(
    invitationId: string,
    standing: InvitationStanding,
  ): Promise<{ readonly language: Language; readonly text: string }> {
    const office = await this.recipients.get(invitationId);
    const [meeting, contacts] = await Promise.all([
      this.facts.meeting(office.meetingId),
      this.contacts.ofOffices([office]),
    ]);
    const contact = contacts.get(invitationId) ?? office;
    const { language } = contact;
    const url = `${this.#publicUrl}/r/${standing.replyToken}`;
    return { language, text: shortTextOf({ contact, meeting, standing, language, url }) };
  }
}
