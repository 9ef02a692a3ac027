import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { Leases, SweepLoop } from '#persistence';
import { Clock, Trouble } from '#platform';
import { type WayBack, wayBackOf } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { InboundStore } from './inbound.store.js';
import { MailboxState } from './mailbox-state.js';
import { envelopeIn } from './mailbox-envelope.js';
import { mostMailBytes } from './smtp-door.js';

const atOnce = 50;
/** A mailbox is looked into less often than what is due here. */
const sweepsBetween = 10;
const patienceMs = 30_000;

/** In the server's words, without the sign-in. */
const saidBy = (error: unknown): string => {
  const said: unknown = error instanceof Error ? Reflect.get(error, 'responseText') : undefined;
  return typeof said === 'string' ? said : error instanceof Error ? error.message : String(error);
};

/** A mailbox that mails come to. A mail there is marked as seen once it is stored here; one replica looks into it. */
@Injectable()
export class MailboxDoor implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(MailboxDoor.name);
  readonly #trouble = new Trouble(this.#logger, 'the mailbox');
  readonly #loop: SweepLoop;
  readonly #way: WayBack | undefined;
  #client: ImapFlow | undefined;

  constructor(
    private readonly store: InboundStore,
    private readonly state: MailboxState,
    leases: Leases,
    private readonly clock: Clock,
    @InjectConfig() private readonly config: NotificationsConfig,
  ) {
    this.#way = wayBackOf(config.SALA_INBOUND_ADDRESS);
    const run = (): Promise<boolean> => this.#look();
    this.#loop = new SweepLoop({ name: 'mailbox', run }, leases, sweepsBetween * config.SALA_SWEEP_MS);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.#way !== undefined && this.config.SALA_INBOUND_IMAP !== undefined) this.#loop.start();
    // What was wrong with one that is not to be read any more is wrong no longer.
    else await this.state.isRead();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
    this.#client?.close();
  }

  /** What is new; whether there may be more. */
  async #look(): Promise<boolean> {
    const { SALA_INBOUND_IMAP: setting } = this.config;
    if (setting === undefined || this.#way === undefined) return false;
    try {
      const url = new URL(setting);
      const client = await this.#connected(url);
      const lock = await client.getMailboxLock(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
      try {
        const more = await this.#takeAll(client, this.#way);
        this.#trouble.isOver();
        await this.state.isRead();
        return more;
      } finally {
        lock.release();
      }
    } catch (error) {
      const said = saidBy(error);
      this.#trouble.is(said);
      this.#client?.close();
      this.#client = undefined;
      await this.state.isUnread(said);
      return false;
    }
  }

  async #takeAll(client: ImapFlow, way: WayBack): Promise<boolean> {
    const found = await client.search({ seen: false }, { uid: true });
    const uids = Array.isArray(found) ? found : [];
    for (const uid of uids.slice(0, atOnce)) await this.#take(client, way, String(uid));
    return uids.length > atOnce;
  }

  async #take(client: ImapFlow, way: WayBack, uid: string): Promise<void> {
    const told = await client.fetchOne(uid, { size: true }, { uid: true });
    if (told === false) return;
    if ((told.size ?? 0) > mostMailBytes) {
      this.#logger.warn(`a mail of ${told.size ?? 0} bytes is too large to be taken; it stays in the mailbox, flagged`);
      await client.messageFlagsAdd(uid, ['\\Seen', '\\Flagged'], { uid: true });
      return;
    }
    const message = await client.fetchOne(uid, { source: true }, { uid: true });
    if (message === false || message.source === undefined) return;
    const { source: raw } = message;
    await this.store.keep({ way: 'imap', raw, ...envelopeIn(way, raw) }, this.clock.now().toISOString());
    await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true });
  }

  async #connected({ protocol, hostname, port, username, password }: URL): Promise<ImapFlow> {
    if (this.#client?.usable === true) return this.#client;
    const secure = protocol === 'imaps:';
    const client = new ImapFlow({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (secure ? 993 : 143) : Number(port),
      secure,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: 2 * patienceMs,
    });
    // What breaks off is met by whatever is asked next.
    client.on('error', () => undefined);
    this.#client = client;
    await client.connect();
    return client;
  }
}
