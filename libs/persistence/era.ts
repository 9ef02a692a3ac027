import { type Connection } from 'mongoose';
import { type EventEnvelope } from '#contracts';
import { digestHex } from '#platform';

/**
 * A database that went back to an older copy would give revisions, and with them event ids, a second time, and whoever
 * heard of the first would pass over the second. So each time that is found out a new era begins, and revisions go on
 * from a base above all that were given before: era × 1,000,000.
 */
export const eraSize = 1_000_000;

const bases = new WeakMap<Connection, number>();

/** What is added to the revisions of aggregates that are new in this database. */
export const revisionBaseOf = (connection: Connection): number => bases.get(connection) ?? 0;

export const setRevisionBase = (connection: Connection, base: number): void => void bases.set(connection, base);

/** A revision in another era: as far above that era's base as it was above its own. */
export const inEra = (revision: number, base: number): number => base + (revision % eraSize);

/** A revision that an event names beside its own, in the era in which the event was told. */
export const inEraOf = ({ revision: told }: { readonly revision: number }, revision: number): number =>
  inEra(revision, told - (told % eraSize));

/** Subject, aggregate and revision alone make an event's id: the same fact has the same id however often it is made. */
export const eventId = (subject: string, aggregateId: string, revision: number): string =>
  digestHex(`${subject} ${aggregateId}@${revision}`, 40);

/** The event as a fact of another era: another revision, and so another id. What begins in that era has no other. */
export const rebased = (event: EventEnvelope, base: number): EventEnvelope => {
  const revision = inEra(event.revision, base);
  return { ...event, revision, id: eventId(event.subject, event.aggregateId, revision) };
};

/** What was told before, told once more in another era: who has to know that it is the same finds the id that it had first. */
export const retoldIn = (event: EventEnvelope, base: number): EventEnvelope => ({
  ...rebased(event, base),
  toldFirst: event.toldFirst ?? event.id,
});
