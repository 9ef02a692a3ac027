import { Injectable } from '@nestjs/common';
import { InjectConfig, InjectTimings, type NotificationsConfig, type Timings } from '../settings/settings.module.js';
import { SmtpTransport } from './smtp-transport.js';

/** The mail server that the configuration names. */
@Injectable()
export class ConfiguredTransport extends SmtpTransport {
  constructor(
    @InjectConfig() config: NotificationsConfig,
    @InjectTimings() { serverPatienceMs: patienceMs, handOverMs }: Timings,
  ) {
    super({
      url: config.SMTP_URL,
      from: config.SALA_MAIL_FROM,
      connections: config.SALA_MAIL_CONNECTIONS,
      patienceMs,
      handOverMs,
    });
  }
}
