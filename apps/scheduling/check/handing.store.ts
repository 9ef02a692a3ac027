import { Injectable } from '@nestjs/common';
import { type Connection, type Model, type QueryFilter } from 'mongoose';
import { type Check } from '#contracts';
import { askedBy } from '#messaging';
import { eventsOf, type Fact, InjectConnection, insertAggregate, isDuplicateKey, saveAggregate } from '#persistence';
import { AppError } from '#platform';
import { type CheckDecision } from './check.js';
import { type CheckDocument, checksIn } from './check.document.js';
import { type Hand, hands, heldBy, heldUntil, minutesTaken, type Taken } from './occupancy.js';

const isGone = (error: unknown, ...codes: string[]): boolean => error instanceof AppError && codes.includes(error.code);

/**
 * The steps by which a plan hands places from check to check. Claims stand in the collection of checks, under the same unique
 * index. Each step may be done again.
 */
@Injectable()
export class HandingStore {
  readonly #checks: Model<CheckDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#checks = checksIn(connection);
  }

  /** Minutes that nobody has; false where somebody has one of them. */
  async claim(id: string, claimOf: string, held: readonly string[]): Promise<boolean> {
    if (held.length === 0) return true;
    try {
      await this.#checks.collection.insertOne({ _id: id, claimOf, held: [...held] } as never);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.#checks.collection.findOne({ _id: id, claimOf } as never)) !== null;
    }
  }

  /** A check lets go with its right hand, and nobody else changes it from then on; false where somebody has changed it since. */
  async letGo(check: Check, proposalId: string, gapMinutes: number): Promise<boolean> {
    const left = heldBy(minutesTaken(check, gapMinutes), 'left');
    try {
      await saveAggregate(this.#checks, check, { handedBy: proposalId, held: left });
      return true;
    } catch (error) {
      if (isGone(error, 'revision-conflict')) return false;
      throw error;
    }
  }

  /** By how many minutes each of these checks holds its room longer than it lasts. */
  async gapsOf(checkIds: readonly string[]): Promise<Map<string, number>> {
    const docs = await this.#checks
      .find({ _id: { $in: [...checkIds] } } as QueryFilter<CheckDocument>, { endsAt: 1, heldUntil: 1 })
      .lean<CheckDocument[]>();
    return new Map(
      docs.map(({ _id, endsAt, heldUntil: until }) => [
        _id,
        until === undefined ? 0 : Math.round((Date.parse(until) - Date.parse(heldUntil({ endsAt }, 0))) / 60_000),
      ]),
    );
  }

  /** The check as its event tells it, holding nothing for a moment; nothing where it is done. */
  async place(check: Check, { changes, fact }: CheckDecision, now: Date): Promise<void> {
    const at = { id: check.id, revision: check.revision };
    const cancelled = changes.state === 'cancelled' ? { occupies: undefined, heldUntil: undefined } : {};
    try {
      await saveAggregate(
        this.#checks,
        at,
        { ...changes, ...cancelled, held: undefined },
        eventsOf(at, [{ ...fact, by: askedBy() }], now),
      );
    } catch (error) {
      if (!isGone(error, 'revision-conflict')) throw error;
    }
  }

  /** The same for a change that nobody is told of: another room or technician at the same time. */
  async placeUntold(check: Check, changes: Pick<Check, 'room' | 'technicianId'>): Promise<void> {
    try {
      const { room, technicianId } = changes;
      await saveAggregate(this.#checks, check, { room, technicianId, held: undefined });
    } catch (error) {
      if (!isGone(error, 'revision-conflict')) throw error;
    }
  }

  /** Claims let go with a hand. */
  async claimsHoldOnly(claimOf: string, hand: Hand): Promise<void> {
    const claims = this.#checks.collection.find({ claimOf } as never);
    for await (const claim of claims) {
      const held = (claim['held'] as string[]).filter((minute) => minute.startsWith(`${hand} `));
      await this.#checks.collection.updateOne(
        { _id: claim._id },
        held.length > 0 ? { $set: { held } } : { $unset: { held: 1 } },
      );
    }
  }

  async forgetClaims(claimOf: string): Promise<void> {
    await this.#checks.collection.deleteMany({ claimOf } as never);
  }

  /** A check that is being handed over holds its place with these hands; with both it is as any other check again. */
  async hold(
    checkId: string,
    proposalId: string,
    taken: Taken,
    gapMinutes: number,
    by: 'left' | 'both',
  ): Promise<void> {
    const minutes = minutesTaken(taken, gapMinutes);
    const held = by === 'both' ? heldBy(minutes, ...hands) : heldBy(minutes, 'left');
    await this.#checks.collection.updateOne({ _id: checkId, handedBy: proposalId } as never, {
      $set: { held, heldUntil: heldUntil(taken, gapMinutes) },
      ...(by === 'both' && { $unset: { handedBy: 1 } }),
    });
  }

  /** One that was cancelled is free again. */
  async release(checkId: string, proposalId: string): Promise<void> {
    await this.#checks.collection.updateOne({ _id: checkId, handedBy: proposalId } as never, {
      $unset: { handedBy: 1 },
    });
  }

  /** A new check that holds with its left hand; nothing where the site got one in this moment. */
  async book(check: Check, proposalId: string, gapMinutes: number, booked: Fact, now: Date): Promise<void> {
    const { id, revision: _revision, ...content } = check;
    try {
      await insertAggregate(
        this.#checks,
        {
          _id: id,
          ...content,
          occupies: true,
          held: heldBy(minutesTaken(check, gapMinutes), 'left'),
          heldUntil: heldUntil(check, gapMinutes),
          handedBy: proposalId,
        },
        eventsOf({ id, revision: 0 }, [{ ...booked, by: askedBy() }], now),
      );
    } catch (error) {
      if (!isGone(error, 'duplicate-key')) throw error;
    }
  }

  /** The checks that are in the hands of a plan. */
  async handedBy(proposalId: string): Promise<string[]> {
    const docs = await this.#checks
      .find({ handedBy: proposalId } as QueryFilter<CheckDocument>, { _id: 1 })
      .lean<CheckDocument[]>();
    return docs.map(({ _id }) => _id);
  }
}
