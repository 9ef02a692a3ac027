import { z } from 'zod';
import { AskedBy, HistoryNote } from './history-note.js';
import { checkRoute, type Fits, type HttpRoute } from './http-route.js';
import { strictly, tolerantly } from './strictness.js';

/** A request over NATS: one subject, a schema of what is asked and of what it returns, and an example of each (shown in docs/messages.md). */
export type RpcContract<Request extends z.ZodType = z.ZodType, Returns extends z.ZodType = z.ZodType> = {
  readonly kind: 'rpc';
  readonly subject: `rpc.${string}.v1.${string}`;
  readonly summary: string;
  /**
   * Who else than staff of the whole meeting (and the system) may ask. A handler that is open to focal points confines
   * each to its province; all others are refused before they reach the handler. Follows from `http` where that is there.
   */
  readonly openTo?: readonly ('focal-point' | 'office')[];
  /** How people send it; the gateway passes it on as it stands here. */
  readonly http?: HttpRoute;
  readonly request: Request;
  readonly returns: Returns;
  readonly example: { readonly request: z.input<Request>; readonly returns: z.input<Returns> };
};

/** A fact that happened to an aggregate, in the past tense; kept in JetStream. */
export type EventContract<Data extends z.ZodType = z.ZodType> = {
  readonly kind: 'event';
  readonly subject: `evt.${string}.v1.${string}`;
  readonly summary: string;
  readonly data: Data;
  readonly example: z.input<Data>;
};

/** A request that people send over HTTP and that the gateway answers itself. */
export type HttpContract<Request extends z.ZodType = z.ZodType, Returns extends z.ZodType = z.ZodType> = Omit<
  RpcContract<Request, Returns>,
  'kind' | 'subject' | 'openTo' | 'http'
> & { readonly kind: 'http'; readonly http: HttpRoute };

const openedBy = ({ opens }: HttpRoute): NonNullable<RpcContract['openTo']> => {
  if (opens === 'reply-link') return ['office'];
  return opens.includes('focal-point') ? ['focal-point'] : [];
};

/**
 * A request is strict at any depth: what its schema does not name is refused, and texts, days and instants are read into one
 * spelling. What it returns and an event's data are tolerant: unknown properties are passed over, and texts stay as they were kept.
 * @throws if `http` names a field that the request does not have
 */
export const defineRpc = <
  Request extends z.ZodType,
  Returns extends z.ZodType,
  const Http extends HttpRoute | undefined = undefined,
>(
  contract: Omit<RpcContract<Request, Returns>, 'kind' | 'http'> & { readonly http?: Http & Fits<Http, Request> },
): RpcContract<Request, Returns> & { readonly http: Http } => {
  const http = contract.http as Http;
  const defined = {
    ...contract,
    kind: 'rpc' as const,
    request: strictly(contract.request),
    returns: tolerantly(contract.returns),
    http,
  };
  if (http === undefined) return defined;
  checkRoute({ request: defined.request, http });
  return { ...defined, openTo: contract.openTo ?? openedBy(http) };
};

/** A request that the gateway answers itself, strict and tolerant as those between the services. */
export const defineHttp = <Request extends z.ZodType, Returns extends z.ZodType, const Http extends HttpRoute>(
  contract: Omit<HttpContract<Request, Returns>, 'kind' | 'http'> & { readonly http: Http & Fits<Http, Request> },
): HttpContract<Request, Returns> & { readonly http: Http } => {
  const http: Http = contract.http;
  const defined = {
    ...contract,
    kind: 'http' as const,
    request: strictly(contract.request),
    returns: tolerantly(contract.returns),
    http,
  };
  checkRoute(defined);
  return defined;
};

export const defineEvent = <Data extends z.ZodType>(
  contract: Omit<EventContract<Data>, 'kind'>,
): EventContract<Data> => ({ kind: 'event', ...contract, data: tolerantly(contract.data) });

/** What the caller of a request hands over: fields with a default may be left out. */
export type RequestOf<C> = C extends RpcContract<infer Request, z.ZodType> ? z.input<Request> : never;
/** What the handler of a request gets: parsed, defaults filled in. */
export type ParsedRequestOf<C> = C extends RpcContract<infer Request, z.ZodType> ? z.output<Request> : never;
export type ReturnOf<C> = C extends RpcContract<z.ZodType, infer Returns> ? z.output<Returns> : never;
export type DataOf<C> = C extends EventContract<infer Data> ? z.output<Data> : never;

/**
 * The envelope of every event. `revision` is the aggregate's after this event; a projection applies only newer ones. `by` is
 * who had it done, `note` what it changed, for the history of a meeting. A fact that is told again in another era has another
 * id there: `toldFirst` is the one that it had at first.
 */
export const EventEnvelope = z.object({
  id: z.string().min(1).max(64),
  subject: z.string().min(1).max(128),
  occurredAt: z.iso.datetime(),
  aggregateId: z.string().min(1).max(128),
  revision: z.int().positive(),
  correlationId: z.string().min(1).max(128),
  by: AskedBy.optional(),
  note: HistoryNote.optional(),
  toldFirst: z.string().min(1).max(64).optional(),
  data: z.unknown(),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

const texts = new WeakMap<EventEnvelope, string>();
/** An event as it is sent and kept: one that tells of a whole page of offices is made into JSON once, and not where it waits, is sent and is noted. */
export const eventText = (event: EventEnvelope): string => {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(event);
  texts.set(event, text);
  return text;
};
export type EventOf<C> = Omit<EventEnvelope, 'data'> & { data: DataOf<C> };
