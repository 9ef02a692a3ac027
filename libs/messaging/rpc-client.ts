import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ReturnOf, type RequestOf, type RpcContract } from '#contracts';
import { type AppError, fromErrorReturn, invalid, unavailable } from '#platform';
import { carryAsker } from './asker.js';
import { correlationHeaders } from './correlation-header.js';
import { NatsLink } from './nats-link.js';
import { pack, type Packet, unpack } from './packet.js';

/** Asks one replica of the service that the contract's subject names. */
@Injectable()
export class RpcClient {
  constructor(private readonly link: NatsLink) {}

  /**
   * Errors of the handler arrive as the AppError that it threw (kind, code, message, details). Nobody there, no answer
   * within `timeoutMs` (default 5,000 ms) or no connection: unavailable 'service-unavailable', with the service's name.
   * A request that NATS does not carry even compressed: invalid 'request-too-large'; an answer of which that is true: 'too-much-returned'.
   */
  async call<C extends RpcContract>(
    contract: C,
    request: RequestOf<C>,
    { timeoutMs = 5_000 }: { timeoutMs?: number } = {},
  ): Promise<ReturnOf<C>> {
    const packet = await this.#request(contract.subject, request, timeoutMs);
    if (packet.err !== undefined && packet.err !== null) throw fromErrorReturn(packet.err);
    // The handler's side has checked the reply against the contract before it sent it.
    return packet.response as ReturnOf<C>;
  }

  async #request(subject: string, data: unknown, timeoutMs: number): Promise<Packet> {
    if (!this.link.connected) throw serviceUnavailable(subject, 'there is no connection to NATS');
    const carried = carryAsker(correlationHeaders());
    const request = pack({ pattern: subject, id: randomUUID(), data }, carried);
    const most = this.link.nc.info?.max_payload ?? Infinity;
    if (request.data.length > most) throw invalid('request-too-large', { why: `more than ${most} bytes` });
    try {
      return unpack(await this.link.nc.request(subject, request.data, { timeout: timeoutMs, headers: carried }));
    } catch (cause) {
      throw serviceUnavailable(subject, 'it does not answer', cause);
    }
  }
}

const serviceUnavailable = (subject: string, reason: string, cause?: unknown): AppError => {
  const service = subject.split('.')[1] ?? subject;
  return unavailable('service-unavailable', { why: `${service}: ${reason}`, details: { service, subject }, cause });
};
