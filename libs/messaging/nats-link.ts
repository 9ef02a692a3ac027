import { setTimeout as delay } from 'node:timers/promises';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { unavailable } from '#platform';
import { type NatsSettings, natsSettings } from './nats-settings.js';

const slowStartMs = 3_000;
const againMs = 250;
/** A server that is killed while it greets says nothing more; the client would wait 20 s for it. */
const greetingMs = 5_000;

/**
 * A service's one connection to NATS: requests, events and hints all travel on it. It waits for the first connection and
 * comes back by itself after a break, for as long as the service lives.
 */
export class NatsLink {
  #connected = true;
  readonly #listeners: ((connected: boolean) => void)[] = [];

  private constructor(
    readonly nc: NatsConnection,
    readonly js: JetStreamClient,
    readonly jsm: JetStreamManager,
    private readonly address: string,
  ) {
    void this.#followStatus();
  }

  /** `to` is what `natsSettings` made of the configuration, or a plain address. */
  static async open(service: string, to: NatsSettings | string): Promise<NatsLink> {
    const { address, options } = typeof to === 'string' ? natsSettings({ NATS_URL: to }) : to;
    const logger = new Logger(NatsLink.name);
    const slow = setTimeout(
      () => logger.warn(`waiting for NATS at ${address}: start it, or correct NATS_URL`),
      slowStartMs,
    );
    try {
      const nc = await firstConnection(service, { address, options });
      const jsm = await jetstreamManager(nc).catch(async (cause: unknown) => {
        await nc.close();
        throw unavailable('jetstream-missing', { values: { address }, cause });
      });
      return new NatsLink(nc, jetstream(nc), jsm, address);
    } finally {
      clearTimeout(slow);
    }
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Calls the listener when the connection broke and when it came back. */
  onChange(listener: (connected: boolean) => void): void {
    this.#listeners.push(listener);
  }

  /** Throws unavailable 'nats-unreachable' unless the server answers. */
  async check(): Promise<void> {
    if (!this.#connected) throw this.#unreachable();
    try {
      await this.nc.flush();
    } catch (cause) {
      throw this.#unreachable(cause);
    }
  }

  /** Sends what is in hand, if the server is there, then closes. Closing twice does nothing. */
  async close(): Promise<void> {
    if (this.nc.isClosed()) return;
    if (this.#connected) await this.nc.drain().catch(() => undefined);
    await this.nc.close();
  }

  #unreachable(cause?: unknown) {
    return unavailable('nats-unreachable', { values: { address: this.address }, cause });
  }

  async #followStatus(): Promise<void> {
    for await (const status of this.nc.status()) {
      if (status.type === 'disconnect') this.#is(false);
      if (status.type === 'reconnect') this.#is(true);
    }
    this.#is(false);
  }

  #is(connected: boolean): void {
    this.#connected = connected;
    for (const listener of this.#listeners) listener(connected);
  }
}

/** Waits for a server that is not there; one that is there and refuses will go on refusing. */
const firstConnection = async (name: string, { address, options }: NatsSettings): Promise<NatsConnection> => {
  for (;;) {
    try {
      return await connect({
        ...options,
        name,
        maxReconnectAttempts: -1,
        reconnectTimeWait: againMs,
        timeout: greetingMs,
        pingInterval: 10_000,
        noAsyncTraces: true,
      });
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal !== undefined) throw unavailable('nats-refuses', { values: { address, refusal } });
      await delay(againMs);
    }
  }
};

/** What the server, or its certificate, does not allow; nothing when it merely is not there. The error's own text is kept out: it may hold the sign-in. */
const refusalIn = (error: unknown): string | undefined => {
  const {
    name,
    code = '',
    message = '',
  } = error as { readonly name?: string; readonly code?: string | number; readonly message?: string };
  if (name === 'AuthorizationError' || /authorization violation/i.test(message))
    return 'refuses the sign-in: correct the user, password, token or file that the settings of NATS name';
  if (/does not support 'tls'/.test(message)) return 'does not encrypt: name it by nats://, or give it a tls section';
  if (/^(ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_)/.test(String(code)) || /certificate/i.test(message))
    return `shows a certificate that is not trusted (${code}): set SALA_NATS_CA to that of the authority that signed it, and name the server as its certificate does`;
  return undefined;
};
