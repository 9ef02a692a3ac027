import { Injectable } from '@nestjs/common';
import { type ParsedRequestOf, type SendTestMail } from '#contracts';
import { Clock, conflict, unavailable } from '#platform';
import { textIn, wordsOf } from '#words';
import { MailLanes, MailWays } from '../lane/lane.module.js';
import { asItIs, messageIdDomain, oneLine, type OutgoingMail } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { TestMailStore } from './test-mail.store.js';
import { WordingService } from './wording.service.js';

/** Sends a preview to one address, by the way that all mails go. */
@Injectable()
export class TestMailService {
  readonly #mailDomain: string;

  constructor(
    private readonly wording: WordingService,
    private readonly sent: TestMailStore,
    private readonly lanes: MailLanes,
    private readonly ways: MailWays,
    private readonly clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#mailDomain = messageIdDomain(config.SALA_MAIL_FROM);
  }

  /** @throws invalid 'invalid-input', unavailable 'no-mail-leaves', conflict 'test-mail-refused' */
  async send({ testId, to, ...shown }: ParsedRequestOf<typeof SendTestMail>): Promise<void> {
    const { subject, html, text } = await this.wording.preview(shown);
    const { coordinator } = await this.wording.meeting(shown.meetingId);
    const deliveryId = `test.${testId}`;
    const way = await this.lanes.wayFor(deliveryId);
    if (way === undefined || !(await this.ways.turn(way))) throw unavailable('no-mail-leaves');
    const date = this.clock.now();
    if (!(await this.sent.begin(testId, date.toISOString()))) return;
    const mail: OutgoingMail = {
      deliveryId,
      kind: shown.kind,
      messageId: `<${deliveryId}@${this.#mailDomain}>`,
      date,
      to: { name: '', address: to },
      replyTo: { name: oneLine(textIn(coordinator.unit, shown.language)), address: coordinator.email },
      subject: wordsOf(shown.language).mail.testSubject(subject),
      html,
      text,
    };
    const { outcome } = await this.ways.send(asItIs(mail), deliveryId, way, () => Promise.resolve(true));
    if (outcome.kind === 'accepted' || outcome.kind === 'unknown') return;
    await this.sent.forget(testId);
    if (outcome.kind === 'withdrawn') return;
    if (outcome.kind === 'not-yet') throw unavailable('no-mail-leaves');
    throw conflict('test-mail-refused', { values: { said: outcome.error } });
  }
}
