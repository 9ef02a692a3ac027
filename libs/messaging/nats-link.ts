import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { unavailable } from '#platform';
import { type NatsSettings, natsSettings } from './nats-settings.js';

const slowStartMs = 3_000;

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
    const slow = setTimeout(() => logger.warn(`waiting for NATS at ${address}: start it, or correct NATS_URL`), slowStartMs);
    try {
      const nc = await connect({
        ...options,
        name: service,
        waitOnFirstConnect: true,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 250,
        pingInterval: 10_000,
      });
      const jsm = await jetstreamManager(nc).catch(async (cause: unknown) => {
        await nc.close();
        throw unavailable('jetstream-missing', `NATS at ${address} answers, but without JetStream: start it with -js and a store directory`, { cause });
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
    return unavailable('nats-unreachable', `NATS at ${this.address} does not answer: see that it runs and that NATS_URL is right`, { cause });
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
