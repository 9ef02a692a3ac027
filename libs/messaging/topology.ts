import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { type EventContract } from '#contracts';
import { type BeginsFrom } from './handles-event.js';

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

/** The stream is there and as it is to be. */
export const declareStream = (
  jsm: JetStreamManager,
  name: string,
  config: Omit<StreamConfigToDeclare, 'name'>,
): Promise<void> =>
  declare(
    () => jsm.streams.add({ name, ...config }),
    () => jsm.streams.update(name, config),
  );
type StreamConfigToDeclare = Parameters<JetStreamManager['streams']['add']>[0];

/** `replicas`: copies in a cluster. `keepMs`, `mostBytes`: what the stream of events keeps; the dead letters get a tenth of the room. */
export type StreamLimits = { readonly replicas: number; readonly keepMs: number; readonly mostBytes: number };
const dayMs = 86_400_000;
/** A year and a month of a country's meetings: some hundred thousand events of a kilobyte. */
export const defaultLimits: StreamLimits = { replicas: 1, keepMs: 400 * dayMs, mostBytes: 1024 * 1024 * 1024 };

/**
 * The streams of all events and of all dead letters; declaring them again, by any service, changes nothing. A full stream
 * refuses what is new, and its publishers keep it: it never drops what nobody may have handled yet.
 */
export const declareStreams = async (
  jsm: JetStreamManager,
  { replicas, keepMs, mostBytes }: StreamLimits,
): Promise<void> => {
  const streams = [
    { name: eventStream, subjects: ['evt.>'], max_bytes: mostBytes },
    { name: deadStream, subjects: ['dead.>'], max_bytes: Math.ceil(mostBytes / 10) },
  ];
  for (const { name, subjects, max_bytes } of streams) {
    const config = {
      subjects,
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      num_replicas: replicas,
      max_bytes,
      max_age: nanos(keepMs),
      discard: DiscardPolicy.New,
      duplicate_window: nanos(duplicateWindowMs),
      allow_direct: true,
    };
    await declareStream(jsm, name, config);
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
export type ConsumerDeclaration = {
  readonly durable: string;
  readonly filter: string;
  readonly from: BeginsFrom;
  readonly ordered: boolean;
};
/** Where a consumer begins that is not there yet: a place in the stream, or its start, or what comes from now on. */
export type BeginsAt = number | BeginsFrom;

const deliverPolicyOf = (begins: BeginsAt): Pick<ConsumerConfig, 'deliver_policy'> & { opt_start_seq?: number } =>
  typeof begins === 'number'
    ? { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: Math.max(1, begins) }
    : { deliver_policy: begins === 'now' ? DeliverPolicy.New : DeliverPolicy.All };

/**
 * Redelivery is not limited by the server: a message that it gave up on would be lost in silence. Whoever handles it counts
 * its deliveries and moves it to the dead letters.
 */
export const declareConsumer = async (
  jsm: JetStreamManager,
  declaration: ConsumerDeclaration,
  ackWaitMs: number,
  begins: BeginsAt = 'start',
): Promise<void> => {
  const { durable } = declaration;
  const config = consumerConfig(declaration, ackWaitMs);
  await declare(
    () =>
      jsm.consumers.add(eventStream, {
        durable_name: durable,
        ack_policy: AckPolicy.Explicit,
        ...deliverPolicyOf(begins),
        ...config,
      }),
    () => jsm.consumers.update(eventStream, durable, config),
  );
};

/** Makes a consumer that is there what it is to be; where it stands stays. */
export const correctConsumer = async (
  jsm: JetStreamManager,
  declaration: ConsumerDeclaration,
  ackWaitMs: number,
  is: ConsumerConfig,
): Promise<void> => {
  const config = consumerConfig(declaration, ackWaitMs);
  const differs = Object.entries(config).some(([key, value]) => is[key as keyof ConsumerConfig] !== value);
  if (differs) await jsm.consumers.update(eventStream, declaration.durable, config);
};

const consumerConfig = ({ filter, ordered }: ConsumerDeclaration, ackWaitMs: number) =>
  ({
    filter_subject: filter,
    ack_wait: nanos(ackWaitMs),
    max_deliver: -1,
    max_ack_pending: ordered ? 1 : maxInFlight,
  }) satisfies Partial<ConsumerConfig>;

/** How many events were ever published. Two equal readings: none was published in between, by any service. */
export const lastEventSequence = async (jsm: JetStreamManager): Promise<number> =>
  (await jsm.streams.info(eventStream)).state.last_seq;
