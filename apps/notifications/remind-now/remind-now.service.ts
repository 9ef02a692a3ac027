import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  type MailPreview,
  MailsSteered,
  type Meeting,
  type ParsedRequestOf,
  type RemindNow,
  type ReturnOf,
} from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { fact } from '#persistence';
import { Clock } from '#platform';
import { Addressing } from '../addressing/addressing.module.js';
import { AheadService } from '../ahead/ahead.module.js';
import { deliveryOf, type NewDelivery } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { ShortMessages } from '../short-message/short-message.module.js';
import { MailWriter } from '../writing/writing.module.js';
import { contentByHand, ordinalByHand } from './hand-reminder.js';
import { type Outcome, type Press, PressStore } from './press.store.js';

const batch = 500;

/** Reminders that somebody sends by hand. What is planned is looked at like any reminder when it leaves: whoever has answered by then gets none. */
@Injectable()
export class RemindNowService implements OnApplicationBootstrap {
  readonly #logger = new Logger(RemindNowService.name);

  constructor(
    private readonly presses: PressStore,
    private readonly ahead: AheadService,
    private readonly addressing: Addressing,
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly writer: MailWriter,
    private readonly shortMessages: ShortMessages,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /** @throws not-found 'meeting-not-found' */
  async remind({
    meetingId,
    pressId,
    invitationIds,
  }: ParsedRequestOf<typeof RemindNow>): Promise<ReturnOf<typeof RemindNow>> {
    await this.meetings.get(meetingId);
    const press = await this.presses.keep({
      id: `${meetingId}.${pressId}`,
      meetingId,
      at: this.clock.now().toISOString(),
      invitationIds: [...new Set(invitationIds)],
    });
    return press.outcome ?? this.#finish(press);
  }

  /** The reminder that an office would get at this moment. Throws not-found 'recipient-not-found'. */
  async preview(invitationId: string): Promise<MailPreview> {
    const { meetingId, language, answersUntil } = await this.recipients.get(invitationId);
    const meeting = await this.meetings.get(meetingId);
    const content = contentByHand(meeting, { answersUntil });
    return this.writer.preview(
      deliveryOf(
        {
          meetingId,
          recipientId: invitationId,
          kind: 'reminder',
          ordinal: ordinalByHand(1),
          language,
          dueAt: this.clock.now().toISOString(),
          ...(content !== undefined && { content }),
        },
        'preview',
      ),
    );
  }

  /** What was cut short is finished by whoever starts next: those that are planned already stay as they are. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      for (const press of await this.presses.unfinished()) await this.#finish(press);
    } catch (error) {
      this.#logger.warn(
        `reminders sent by hand wait for the next start: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async #plan(meeting: Meeting, mails: readonly NewDelivery[]): Promise<void> {
    await this.addressing.plan(mails);
    await this.shortMessages.planBeside(meeting, mails);
  }

  async #finish({ id, meetingId, number, at: dueAt, invitationIds }: Press): Promise<Outcome> {
    const meeting = await this.meetings.get(meetingId);
    const { gets, left } = await this.ahead.now({ meetingId }, invitationIds);
    for (let start = 0; start < gets.length; start += batch)
      await this.#plan(
        meeting,
        gets.slice(start, start + batch).map((office) => {
          const content = contentByHand(meeting, office);
          return {
            meetingId,
            recipientId: office.invitationId,
            kind: 'reminder' as const,
            ordinal: ordinalByHand(number),
            language: office.language,
            dueAt,
            ...(content !== undefined && { content }),
          };
        }),
      );
    const outcome = { planned: gets.length, left: Object.fromEntries(left) };
    const what = 'reminded-by-hand' as const;
    const changes = [{ field: 'reminders', after: gets.length }];
    const told = { ...fact(MailsSteered, { meetingId, what }), by: askedBy(), note: { meetingId, what, changes } };
    const kept = await this.presses.done(id, outcome, [told], this.clock.now());
    this.relay.nudge(this.presses.model);
    return kept;
  }
}
