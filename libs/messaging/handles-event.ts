import { applyDecorators, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import { type EventContract, type EventOf } from '#contracts';

/** `sequence`: the event's place in the stream, rising. `attempt`: 1 at the first delivery to this consumer. */
export type EventDelivery = { readonly sequence: number; readonly attempt: number };

/**
 * Where a consumer begins that a service has not had before. `start`: at the first event that the stream holds, as a
 * projection must. `now`: with what happens from now on, as an effect must (a mail, a booking), or a new kind of mail would
 * be written to everybody. A service that is new altogether begins all of them at the start: it has missed nothing yet.
 */
export type BeginsFrom = 'start' | 'now';

/** `consumer` names the durable consumer within the service; handlers of several contracts may share one, and begin together. */
export type EventHandlerOptions = { readonly consumer: string; readonly from: BeginsFrom; readonly ordered?: boolean };
export type EventHandlerExtras = EventHandlerOptions & { readonly contract: EventContract };

export const jetStreamTransport = Symbol('JetStream');

/** Nest would turn an error into 'Internal server error'; here what the handler threw decides what becomes of the message. */
@Catch()
class PassingFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

type EventHandler<C extends EventContract> = (event: EventOf<C>, delivery: EventDelivery) => Promise<void>;

/**
 * Marks a controller's method as a reaction to an event. The message is acknowledged after the method's promise is
 * fulfilled, so the method must bear to see an event twice. With `ordered` the consumer takes one event at a time, in the
 * stream's order. What it throws decides: `unavailable` waits and tries again for as long as it takes; `invalid` and
 * `forbidden` go to the dead letters; anything else is tried again with back-off and then goes there too.
 */
export const HandlesEvent =
  <C extends EventContract>(contract: C, options: EventHandlerOptions) =>
  <Handler extends EventHandler<C>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    const extras: EventHandlerExtras = { ...options, contract };
    applyDecorators(
      EventPattern<string>(`${options.consumer} ${contract.subject}`, jetStreamTransport, extras),
      UseFilters(new PassingFilter()),
    )(target, key, descriptor);
  };
