import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type MessageLeftOut } from '#contracts';
import { Leases, SweepLoop } from '#persistence';
import { AppError, Clock } from '#platform';
import { MailPauses } from '../pausing/pausing.module.js';
import { ContactStore, organisationContact, RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { ShortTexts } from '../short-text/short-text.module.js';
import { DeliveryFacts, type InvitationStanding } from '../writing/writing.module.js';
import { MessageChannel } from './message-channel.js';
import { type PlannedMessage, ShortMessageStore } from './short-message.store.js';

/** Nobody's mobile rings in the night because a mail server was down in the morning. */
const ofUseMs = 4 * 3_600_000;

/** Hands short messages over as they fall due, on one replica; each is asked about first, as the mail that it goes beside. */
@Injectable()
export class ShortMessageSweep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(ShortMessageSweep.name);
  readonly #loop: SweepLoop;

  constructor(
    private readonly store: ShortMessageStore,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly facts: DeliveryFacts,
    private readonly texts: ShortTexts,
    private readonly pauses: MailPauses,
    private readonly channel: MessageChannel,
    private readonly clock: Clock,
    leases: Leases,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#loop = new SweepLoop({ name: 'short-messages', run: () => this.#run() }, leases, config.SALA_SWEEP_MS, clock);
  }

  onApplicationBootstrap(): void {
    this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  async #run(): Promise<boolean> {
    const now = this.clock.now();
    const paused = (await this.pauses.now()).filter(({ kind }) => kind === undefined || kind === 'reminder');
    if (paused.some(({ meetingId }) => meetingId === undefined)) return false;
    // What is paused of one meeting stands in no other's way.
    const due = await this.store.due(
      now.toISOString(),
      paused.flatMap(({ meetingId = [] }) => meetingId),
    );
    for (const message of due) await this.#settle(message, now);
    return false;
  }

  /** One that can't be sent now waits for the next round, and holds up no other. */
  async #settle(message: PlannedMessage, now: Date): Promise<void> {
    if (await this.pauses.keepBack({ meetingId: message.meetingId, kind: 'reminder' })) return;
    try {
      const why = await this.#send(message, now);
      await this.store.settle(message.id, why ?? 'handed-over', now.toISOString());
    } catch (error) {
      this.#logger.warn(`a short message waits: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #send({ id, meetingId, invitationId, dueAt }: PlannedMessage, now: Date): Promise<MessageLeftOut | undefined> {
    if (now.getTime() - Date.parse(dueAt) > ofUseMs) return 'too-late';
    const standing = await this.#standing(invitationId);
    if (standing === undefined || standing.answered || !standing.open || standing.status === 'withdrawn')
      return 'needless';
    const { organisationId } = await this.recipients.get(invitationId);
    const contact = organisationContact(organisationId);
    const to = (await this.contacts.find([contact])).get(contact)?.mobile;
    if (to === undefined) return 'no-mobile';
    const written = await this.texts.write(invitationId, standing);
    const message = { id, to, ...written, purpose: 'reminder' as const, meetingId, invitationId };
    return (await this.channel.send({ ...message, at: now.toISOString() })) ? undefined : 'no-channel';
  }

  async #standing(invitationId: string): Promise<InvitationStanding | undefined> {
    try {
      return await this.facts.standing(invitationId);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') return undefined;
      throw error;
    }
  }
}
