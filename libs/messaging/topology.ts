import { AckPolicy, type ConsumerConfig, DeliverPolicy, JetStreamApiError, type JetStreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { type EventContract } from '#contracts';

export const eventStream = 'EVENTS';
export const deadStream = 'DEAD';

/** How long the server remembers message ids; a relay that publishes again within it is answered but adds nothing. */
const duplicateWindowMs = 5 * 60_000;
/** Messages of one consumer in hand at a time, over all replicas together. */
const maxInFlight = 32;

/** Answers of the server to an `add` of what is there with another configuration: stream, consumer. */
const existsOtherwise: readonly number[] = [10058, 10148, 10105, 10013];
const declare = async (add: () => Promise<unknown>, update: () => Promise<unknown>): Promise<void> => {
  try {
    await add();
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !existsOtherwise.includes(error.code)) throw error;
    await update();
  }
};

/** The streams of all events and of all dead letters; declaring them again, by any service, changes nothing. */
export const declareStreams = async (jsm: JetStreamManager, replicas: number): Promise<void> => {
  const streams = [
    { name: eventStream, subjects: ['evt.>'] },
    { name: deadStream, subjects: ['dead.>'] },
  ];
  for (const { name, subjects } of streams) {
    const config = {
      subjects, retention: RetentionPolicy.Limits, storage: StorageType.File, num_replicas: replicas,
      duplicate_window: nanos(duplicateWindowMs), allow_direct: true,
    };
    await declare(() => jsm.streams.add({ name, ...config }), () => jsm.streams.update(name, config));
  }
};

export const durableOf = (service: string, consumer: string): string => `${service}-${consumer}`;

/** One contract: its own subject. Several: the least wildcard over them, since the server filters by one subject only. */
export const filterOver = (contracts: readonly EventContract[]): string => {
  const [first, ...others] = [...new Set(contracts.map(({ subject }) => subject))];
  if (first === undefined) throw new Error('a consumer needs at least one contract');
  if (others.length === 0) return first;
  const source = first.slice(0, first.lastIndexOf('.'));
  return others.every((subject) => subject.startsWith(`${source}.`)) ? `${source}.*` : 'evt.>';
};

/** `ordered`: one message at a time over all replicas, so that a later one never overtakes. */
export type ConsumerDeclaration = { readonly durable: string; readonly filter: string; readonly ordered: boolean };

/**
 * Redelivery is not limited by the server: a message that it gave up on would be lost in silence. Whoever handles it counts
 * its deliveries and moves it to the dead letters.
 */
export const declareConsumer = async (jsm: JetStreamManager, { durable, filter, ordered }: ConsumerDeclaration, ackWaitMs: number): Promise<void> => {
  const config = {
    filter_subject: filter, ack_wait: nanos(ackWaitMs), max_deliver: -1, max_ack_pending: ordered ? 1 : maxInFlight,
  } satisfies Partial<ConsumerConfig>;
  await declare(
    () => jsm.consumers.add(eventStream, { durable_name: durable, ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All, ...config }),
    () => jsm.consumers.update(eventStream, durable, config),
  );
};

/** How many events were ever published. Two equal readings: none was published in between, by any service. */
export const lastEventSequence = async (jsm: JetStreamManager): Promise<number> => (await jsm.streams.info(eventStream)).state.last_seq;
