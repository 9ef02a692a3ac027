import { Kvm, type KV } from '@nats-io/kv';
import { Acting, actingKey, Actors, actorsKey, ClockAnchor, clockBucket, clockKey } from '#contracts';
import { type NatsLink } from './nats-link.js';

/** The bucket that the meeting clock stands in; it has one value of each. */
export const openClock = (link: NatsLink, replicas = 1): Promise<KV> =>
  new Kvm(link.js).create(clockBucket, { history: 1, replicas });

const valueOf = async (bucket: KV, key: string): Promise<unknown> => {
  const entry = await bucket.get(key);
  return entry?.operation === 'PUT' ? entry.json() : undefined;
};

/** Moves, paces or stops the clock that every service lives by; `undefined` gives them the system's again. */
export const setMeetingClock = async (link: NatsLink, anchor: ClockAnchor | undefined): Promise<void> => {
  const bucket = await openClock(link);
  if (anchor === undefined) await bucket.delete(clockKey);
  else await bucket.put(clockKey, JSON.stringify(ClockAnchor.parse(anchor)));
};

/** What every service's clock goes by; undefined while it is the system's. */
export const meetingClock = async (link: NatsLink): Promise<ClockAnchor | undefined> => {
  const kept = await valueOf(await openClock(link), clockKey);
  return kept === undefined ? undefined : ClockAnchor.parse(kept);
};

/** Whether simulated offices and technicians act; nobody does before it was said. */
export const isActing = async (link: NatsLink): Promise<boolean> => {
  const kept = Acting.safeParse(await valueOf(await openClock(link), actingKey));
  return kept.success && kept.data.acting;
};
export const setActing = async (link: NatsLink, acting: boolean): Promise<void> => {
  await (await openClock(link)).put(actingKey, JSON.stringify(Acting.parse({ acting })));
};

/** Says that simulated offices and technicians are there, or that none are. */
export const setActors = async (link: NatsLink, actors: Actors | undefined): Promise<void> => {
  const bucket = await openClock(link);
  if (actors === undefined) await bucket.delete(actorsKey);
  else await bucket.put(actorsKey, JSON.stringify(Actors.parse(actors)));
};
export const actorsThere = async (link: NatsLink): Promise<Actors | undefined> =>
  Actors.safeParse(await valueOf(await openClock(link), actorsKey)).data;
