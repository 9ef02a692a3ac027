import { type MessageHandler } from '@nestjs/microservices';
import { type EventHandlerExtras } from './handles-event.js';
import { type ConsumerDeclaration, durableOf, filterOver } from './topology.js';

/** A durable consumer of this service, and its handler by subject. */
export type ConsumerBinding = ConsumerDeclaration & { readonly handlers: ReadonlyMap<string, MessageHandler> };

/** Which durable consumers the handlers of a service ask for. Two handlers of one event in one consumer are a defect. */
export const bindConsumers = (service: string, registered: Iterable<MessageHandler>): ConsumerBinding[] => {
  const byConsumer = Map.groupBy(registered, (handler) => extrasOf(handler).consumer);
  return [...byConsumer].map(([consumer, members]) => {
    const handlers = new Map<string, MessageHandler>();
    for (const handler of members) {
      const { subject } = extrasOf(handler).contract;
      if (handlers.has(subject) || handler.next !== undefined)
        throw new Error(`consumer '${consumer}' of ${service} handles ${subject} twice`);
      handlers.set(subject, handler);
    }
    return {
      durable: durableOf(service, consumer),
      filter: filterOver(members.map((handler) => extrasOf(handler).contract)),
      // What one of them must hear from the start, the others hear as well.
      from: members.some((handler) => extrasOf(handler).from === 'start') ? 'start' : 'now',
      ordered: members.some((handler) => extrasOf(handler).ordered === true),
      handlers,
    };
  });
};

const extrasOf = (handler: MessageHandler): EventHandlerExtras => handler.extras as EventHandlerExtras;
