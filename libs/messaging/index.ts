export { connectMessaging, messagingOf, MessagingModule, type MessagingOptions } from './messaging.module.js';
export { HandlesRpc } from './handles-rpc.js';
export { answerBytes, fitting } from './fitting.js';
export { RpcClient } from './rpc-client.js';
export {
  askedBy,
  asker,
  confinedTo,
  handledBy,
  mustReach,
  mustReachAll,
  onBehalfOf,
  withAsker,
  withinReach,
} from './asker.js';
export { HandlesEvent, type BeginsFrom, type EventDelivery, type EventHandlerOptions } from './handles-event.js';
export { DeadLetters, type DeadLetter } from './dead-letters.js';
export { Tries, type TryLimit } from './tries.js';
export { Hints } from './hints.js';
export { ClockWatcher } from './clock-watcher.js';
export { actorsThere, isActing, meetingClock, setActing, setActors, setMeetingClock } from './rehearsal-bucket.js';
export { NatsLink } from './nats-link.js';
export { natsSettings, type NatsConfig, type NatsSettings } from './nats-settings.js';
export { type DeliveryPolicy } from './event-outcome.js';
export { declareStreams, defaultLimits, eventStream, lastEventSequence } from './topology.js';
export { Consumers } from './consumers.js';
export { Continuity } from './continuity.js';
export { type ContinuityState, type ContinuityStore, type Renew } from './continuity-state.js';
// What a service with a database puts behind its messaging.
export { type Keeping } from './keeping.js';
export { AuditTrail } from './audit-trail.js';
export { Memory, type EraAt, type LossAt, type ToldEvent } from './memory.js';
export { idOfStored, type LookedAt } from './stream-look.js';
export { NotPublished, publishEvent } from './publish-event.js';
export { whileConnected } from './messaging-metrics.js';
