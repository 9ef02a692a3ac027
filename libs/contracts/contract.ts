import { z } from 'zod';
import { strictly, tolerantly } from './strictness.js';

/** A request over NATS: one subject, one request and one reply schema, and an example of each (shown in docs/messages.md). */
export type RpcContract<Request extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> = {
  readonly kind: 'rpc';
  readonly subject: `rpc.${string}.v1.${string}`;
  readonly summary: string;
  /**
   * Who else than staff of the whole meeting (and the system) may ask. A handler that is open to focal points confines
   * each to its province; all others are refused before they reach the handler.
   */
  readonly openTo?: readonly ('focal-point' | 'office')[];
  readonly request: Request;
  readonly reply: Reply;
  readonly example: { readonly request: z.input<Request>; readonly reply: z.input<Reply> };
};

/** A fact that happened to an aggregate, in the past tense; kept in JetStream. */
export type EventContract<Data extends z.ZodType = z.ZodType> = {
  readonly kind: 'event';
  readonly subject: `evt.${string}.v1.${string}`;
  readonly summary: string;
  readonly data: Data;
  readonly example: z.input<Data>;
};

/**
 * A request is strict at any depth: what its schema does not name is refused, and texts, days and instants are read into one
 * spelling. A reply and an event's data are tolerant: unknown properties are passed over, and texts stay as they were kept.
 */
export const defineRpc = <Request extends z.ZodType, Reply extends z.ZodType>(
  contract: Omit<RpcContract<Request, Reply>, 'kind'>,
): RpcContract<Request, Reply> => ({ kind: 'rpc', ...contract, request: strictly(contract.request), reply: tolerantly(contract.reply) });

export const defineEvent = <Data extends z.ZodType>(contract: Omit<EventContract<Data>, 'kind'>): EventContract<Data> => ({
  kind: 'event',
  ...contract,
  data: tolerantly(contract.data),
});

/** What the caller of a request hands over: fields with a default may be left out. */
export type RequestOf<C> = C extends RpcContract<infer Request, z.ZodType> ? z.input<Request> : never;
/** What the handler of a request gets: parsed, defaults filled in. */
export type ParsedRequestOf<C> = C extends RpcContract<infer Request, z.ZodType> ? z.output<Request> : never;
export type ReplyOf<C> = C extends RpcContract<z.ZodType, infer Reply> ? z.output<Reply> : never;
export type DataOf<C> = C extends EventContract<infer Data> ? z.output<Data> : never;

/** The envelope of every event. `revision` is the aggregate's after this event; a projection applies only newer ones. */
export const EventEnvelope = z.object({
  id: z.string().min(1).max(64),
  subject: z.string().min(1).max(128),
  occurredAt: z.iso.datetime(),
  aggregateId: z.string().min(1).max(128),
  revision: z.int().positive(),
  correlationId: z.string().min(1).max(128),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;
export type EventOf<C> = Omit<EventEnvelope, 'data'> & { data: DataOf<C> };
