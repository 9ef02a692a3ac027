import { Injectable } from '@nestjs/common';
import { ConfigError } from '#platform';
import {
  InjectConfig,
  InjectTimings,
  type NotificationsConfig,
  relayAddresses,
  type Timings,
} from '../settings/settings.module.js';
import { messageWriter, type WriteMessage } from './mail-message.js';
import { type MailSigner, signerWith } from './mail-signer.js';
import { type MailTransport } from './mail-transport.js';
import { messageIdDomain } from './mime.js';
import { SmtpTransport } from './smtp-transport.js';

/** A mail server that takes our mails, by the name that people know it by. */
export type Relay = { readonly name: string; readonly transport: MailTransport; readonly perMinute?: number };

/** The mail servers that the configuration names, in order of preference. */
@Injectable()
export class Relays {
  readonly all: readonly Relay[];
  /** Signs what goes by any of them. */
  readonly signer: MailSigner | undefined;
  /** Writes what goes by any of them. */
  readonly write: WriteMessage;

  constructor(
    @InjectConfig() config: NotificationsConfig,
    @InjectTimings() { serverPatienceMs: patienceMs, handOverMs }: Timings,
  ) {
    const { SALA_MAIL_FROM: from, SALA_MAIL_CONNECTIONS: connections } = config;
    const { SALA_DKIM_KEY_FILE: keyFile, SALA_DKIM_SELECTOR: selector } = config;
    if ((keyFile === undefined) !== (selector === undefined))
      throw new ConfigError(
        'notifications cannot start: mails are signed with SALA_DKIM_KEY_FILE and SALA_DKIM_SELECTOR together. Set both or neither',
      );
    if (keyFile !== undefined && selector !== undefined)
      this.signer = signerWith(keyFile, selector, messageIdDomain(from));
    this.write = messageWriter(from, this.signer);
    const options = { from, connections, patienceMs, handOverMs, signer: this.signer };
    this.all = relayAddresses(config.SMTP_URL).map(({ name, url, perMinute = config.SALA_MAIL_RATE }) => ({
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
