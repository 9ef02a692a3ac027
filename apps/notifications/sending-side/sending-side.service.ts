import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { GetMeeting, type SendingSide } from '#contracts';
import { RpcClient } from '#messaging';
import { Clock, SystemClock } from '#platform';
import { wordsOf } from '#words';
import { type HandedBy } from '../lane/lane.module.js';
import {
  asItIs,
  messageIdDomain,
  type OutgoingMail,
  type Relay,
  Relays,
  returnPathOf,
  wayBackOf,
} from '../mail/mail.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { domainResults } from './domain-findings.js';
import { MailRecords } from './mail-records.js';
import { relayResult, type Side, sideView, testMailId, testMailOf } from './side.js';
import { SideStore } from './side.store.js';

/** Looks how mails leave, before they are sent to everybody. */
@Injectable()
export class SendingSideService {
  readonly #logger = new Logger(SendingSideService.name);
  readonly #real = new SystemClock();

  constructor(
    private readonly store: SideStore,
    private readonly relays: Relays,
    private readonly records: MailRecords,
    private readonly meetings: MeetingStore,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {}

  async last(): Promise<SendingSide> {
    return sideView(await this.store.last(), this.#real.now());
  }

  /** Begins a check, unless one is running; a server that hangs may take its minutes. */
  async check(meetingId: string): Promise<SendingSide> {
    // Of a draft only registration knows.
    const { coordinator } = (await this.meetings.find(meetingId)) ?? (await this.rpc.call(GetMeeting, { meetingId }));
    const { SALA_INBOUND_ADDRESS: inbound } = this.config;
    const side: Side = {
      key: randomUUID().replaceAll('-', ''),
      checkedAt: this.clock.now().toISOString(),
      beganReal: this.#real.now().toISOString(),
      sentTo: inbound ?? coordinator.email,
      comesBack: inbound !== undefined,
    };
    if (await this.store.begin(side)) void this.#look(side).catch((error: unknown) => this.#logger.error(error));
    return this.last();
  }

  /** One of our mails has come in: perhaps a test mail. */
  async cameBack(deliveryId: string): Promise<void> {
    const test = testMailOf(deliveryId);
    if (test !== undefined) await this.store.cameBack(test.key, test.index);
  }

  async #look(side: Side): Promise<void> {
    const { signer } = this.relays;
    const domain = messageIdDomain(this.config.SALA_MAIL_FROM);
    const envelopeDomain = wayBackOf(this.config.SALA_INBOUND_ADDRESS)?.domain ?? domain;
    const [handed, domains] = await Promise.all([
      Promise.all(this.relays.all.map((relay, index) => this.#sendBy(relay, index, side))),
      domainResults((name) => this.records.txt(name), { domain, envelopeDomain, signer }),
    ]);
    await this.store.end(side.key, [...handed.map(relayResult), ...domains]);
  }

  /** The lane is left as it is: a test says nothing of it that the next mail would not. */
  async #sendBy({ name: relay, transport }: Relay, index: number, side: Side): Promise<HandedBy> {
    const { key, sentTo } = side;
    const way = wayBackOf(this.config.SALA_INBOUND_ADDRESS);
    const words = wordsOf('th').mail.sendingSide;
    const id = testMailId(key, index);
    const text = words.text(relay);
    const mail: OutgoingMail = {
      deliveryId: id,
      kind: 'invitation',
      messageId: `<${id}@${messageIdDomain(this.config.SALA_MAIL_FROM)}>`,
      date: this.#real.now(),
      to: { name: '', address: sentTo },
      replyTo: { name: '', address: sentTo },
      ...(way !== undefined && { returnPath: returnPathOf(way, key) }),
      subject: words.subject,
      html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`,
      text,
    };
    return { relay, outcome: await transport.send(asItIs(mail)) };
  }
}
