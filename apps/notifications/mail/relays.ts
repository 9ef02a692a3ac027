import { Injectable } from '@nestjs/common';
import {
  InjectConfig,
  InjectTimings,
  type NotificationsConfig,
  relayAddresses,
  type Timings,
} from '../settings/settings.module.js';
import { type MailTransport } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

/** A mail server that takes our mails, by the name that people know it by. */
export type Relay = { readonly name: string; readonly transport: MailTransport; readonly perMinute?: number };

/** The mail servers that the configuration names, in order of preference. */
@Injectable()
export class Relays {
  readonly all: readonly Relay[];

  constructor(
    @InjectConfig() config: NotificationsConfig,
    @InjectTimings() { serverPatienceMs: patienceMs, handOverMs }: Timings,
  ) {
    const options = { from: config.SALA_MAIL_FROM, connections: config.SALA_MAIL_CONNECTIONS, patienceMs, handOverMs };
    this.all = relayAddresses(config.SMTP_URL).map(({ name, url, perMinute }) => ({
      name,
      transport: new SmtpTransport({ url, ...options }),
      ...(perMinute !== undefined && { perMinute }),
    }));
  }

  /** Lets go of all connections; what is being handed over is finished first. */
  close(): void {
    for (const { transport } of this.all) transport.close();
  }
}
