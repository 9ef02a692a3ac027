import { type ConsumerInfo } from '@nats-io/jetstream';
import { Logger } from '@nestjs/common';
import { unavailable } from '#platform';
import { type ConsumerFloor } from './continuity-state.js';
import { type NatsLink } from './nats-link.js';
import { isNotFound } from './stream-look.js';
import { type BeginsAt, type ConsumerDeclaration, correctConsumer, declareConsumer, eventStream } from './topology.js';

type Declaring = {
  /** What the service knows of its consumers. */
  readonly known: readonly ConsumerFloor[];
  /** Whether the stream is the one that this was known of. */
  readonly sameStream: boolean;
  /** Consumers that have gone further than what is known of them, or than this place, go back: what they handled since may be forgotten. */
  readonly rewind: number | undefined;
  /** Not those that another replica is taking from. */
  readonly gently: boolean;
};

/** Who takes from consumers: `takes` begins anew with one that was made, `leaves` lets go of one that is about to be deleted. */
export type ConsumerFollower = {
  readonly takes: (durable: string) => Promise<void>;
  readonly leaves: (durable: string) => void;
  /**
   * False when `takes` failed, and when what took has ended; true for whoever wants no more events. With `created`, the instant
   * at which the consumer was made, also false for one that took from an earlier one of its name: what it asked for while there
   * was none is lost without a word, and it would ask again after half a minute only.
   */
  readonly isTaking: (durable: string, created?: string) => boolean;
};

/** The durable consumers of a service: that they are there, and where they stand. */
export class Consumers {
  readonly #logger = new Logger('Consumers');
  #declarations: readonly ConsumerDeclaration[] = [];
  #follower: ConsumerFollower = { takes: () => Promise.resolve(), leaves: () => undefined, isTaking: () => true };
  #onMissing: (what: string) => void = () => undefined;

  constructor(
    private readonly service: string,
    private readonly link: NatsLink,
    private readonly ackWaitMs: number,
  ) {}

  get durables(): readonly string[] {
    return this.#declarations.map(({ durable }) => durable);
  }

  /** From now on these are the service's. */
  are(declarations: readonly ConsumerDeclaration[], follower: ConsumerFollower): void {
    this.#declarations = declarations;
    this.#follower = follower;
  }

  onMissing(listener: (what: string) => void): void {
    this.#onMissing = listener;
  }

  /** One seems to be gone: another replica has made it anew, or it is missing. What can't be known or done now is looked into again. */
  async recheck(durable: string): Promise<void> {
    try {
      if ((await this.#info(durable)) !== undefined) return await this.#follower.takes(durable);
      this.#onMissing(`the consumer ${durable} is not there`);
    } catch (error) {
      this.#onMissing(`nobody takes from the consumer ${durable}: ${String(error)}`);
    }
  }

  /** Declares those that are not there or differ, takes back those that have gone too far, and sees that all are taken from. Gives back where all stand. */
  async declare(how: Declaring): Promise<ConsumerFloor[]> {
    const infos = new Map(
      await Promise.all(this.durables.map(async (durable) => [durable, await this.#info(durable)] as const)),
    );
    const anyThere = [...infos.values()].some((info) => info !== undefined);
    const floors: ConsumerFloor[] = [];
    for (const declaration of this.#declarations) {
      const { durable } = declaration;
      const info = infos.get(durable);
      const known = how.known.find((each) => each.durable === durable);
      const isNew = known === undefined && (how.known.length > 0 || anyThere);
      const floor = how.sameStream && known !== undefined ? Math.min(known.floor, how.rewind ?? Infinity) : undefined;
      floors.push({
        durable,
        floor: await this.#declareOne(declaration, {
          info,
          floor,
          isNew,
          tooFar: how.rewind !== undefined && !(how.gently && (info?.num_waiting ?? 0) > 0),
        }),
      });
      // Also one that was there all the while: an earlier look may have made it, and failed before anybody took from it.
      const created = (await this.#info(durable))?.created;
      if (!this.#follower.isTaking(durable, created)) await this.#follower.takes(durable);
    }
    return [
      ...floors,
      ...how.known.filter((each) => !this.#declarations.some(({ durable }) => durable === each.durable)),
    ];
  }

  /** Where they stand, as far as they are there. */
  async floors(known: readonly ConsumerFloor[]): Promise<ConsumerFloor[]> {
    const now = await Promise.all(
      this.durables.map(async (durable) => {
        const info = await this.#info(durable);
        return info === undefined
          ? undefined
          : { durable, floor: Math.max(floorOf(info), (info.config.opt_start_seq ?? 1) - 1) };
      }),
    );
    const there = now.filter((each) => each !== undefined);
    return [...there, ...known.filter((each) => !there.some(({ durable }) => durable === each.durable))];
  }

  /** Whether all are there as declared, and taken from. */
  async complete(): Promise<boolean> {
    if (this.#untaken().length > 0) return false;
    const infos = await Promise.all(
      this.#declarations.map(async (each) => ({ each, info: await this.#info(each.durable) })),
    );
    return infos.every(
      ({ each, info }) =>
        info !== undefined
        && info.config.filter_subject === each.filter
        && info.config.max_deliver === -1
        && this.#follower.isTaking(each.durable, info.created),
    );
  }

  /** Events published and not yet handled, over all replicas. */
  async countUnhandled(): Promise<number> {
    const infos = await Promise.all(this.durables.map((durable) => this.link.jsm.consumers.info(eventStream, durable)));
    return infos.reduce((sum, info) => sum + info.num_pending + info.num_ack_pending, 0);
  }

  /** Throws unavailable: 'consumer-missing' when JetStream does not know one of them, 'consumer-idle' when nobody takes from one. */
  async assure(): Promise<void> {
    const idle = this.#untaken();
    if (idle.length > 0) {
      this.#onMissing(`nobody takes from the consumer ${idle.join(', ')}`);
      throw unavailable('consumer-idle', { values: { names: idle.join(', ') } });
    }
    const gone = (
      await Promise.all(
        this.durables.map(async (durable) => ((await this.#info(durable)) === undefined ? durable : undefined)),
      )
    ).filter((each) => each !== undefined);
    if (gone.length === 0) return;
    this.#onMissing(`there is no consumer ${gone.join(', ')}`);
    throw unavailable('consumer-missing', { values: { names: gone.join(', ') } });
  }

  async #declareOne(
    declaration: ConsumerDeclaration,
    {
      info,
      floor,
      isNew,
      tooFar,
    }: { info: ConsumerInfo | undefined; floor: number | undefined; isNew: boolean; tooFar: boolean },
  ): Promise<number> {
    const { durable, from } = declaration;
    const reached = info === undefined ? 0 : Math.max(floorOf(info), info.delivered.stream_seq);
    if (info !== undefined && !(tooFar && floor !== undefined && reached > floor)) {
      await correctConsumer(this.link.jsm, declaration, this.ackWaitMs, info.config);
      return floorOf(info);
    }
    this.#follower.leaves(durable);
    if (info !== undefined)
      await this.link.jsm.consumers.delete(eventStream, durable).catch((error: unknown) => this.#passMissing(error));
    const begins: BeginsAt = floor !== undefined ? floor + 1 : isNew && from === 'now' ? 'now' : 'start';
    await declareConsumer(this.link.jsm, declaration, this.ackWaitMs, begins);
    this.#logger.log(
      `consumer ${durable} ${info === undefined ? 'was declared' : 'goes back'} and begins at ${begins}`,
    );
    return floor ?? 0;
  }

  #untaken(): readonly string[] {
    return this.durables.filter((durable) => !this.#follower.isTaking(durable));
  }

  #passMissing(error: unknown): void {
    if (!isNotFound(error)) throw error;
  }

  async #info(durable: string): Promise<ConsumerInfo | undefined> {
    try {
      return await this.link.jsm.consumers.info(eventStream, durable);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
}

const floorOf = (info: ConsumerInfo): number => info.ack_floor.stream_seq;
