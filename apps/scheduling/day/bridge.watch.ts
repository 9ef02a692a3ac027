import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { dayChangedSubject } from '#contracts';
import { Hints } from '#messaging';
import { OutboxRelay } from '#outbox';
import { Leases, SweepLoop } from '#persistence';
import { AppError, Clock, inBatches } from '#platform';
import { ConferenceBridge } from '../bridge/bridge.module.js';
import { InjectConfig, type SchedulingConfig } from '../settings/settings.module.js';
import { byBridge, seeOnBridge } from './joining.js';
import { JoiningService } from './joining.service.js';
import { JoiningStore } from './joining.store.js';
import { roomOf } from './room.service.js';
import { type KeptRoom, RoomStore } from './room.store.js';

/** So many sites are written at a time. */
const together = 50;

/**
 * Looks into the rooms that are open, every two seconds and when the bridge says that something happened: what is seen is what
 * counts, so that a callback which is lost, late or comes twice changes nothing.
 */
@Injectable()
export class BridgeWatch implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(BridgeWatch.name);
  readonly #loop: SweepLoop;

  constructor(
    private readonly rooms: RoomStore,
    private readonly joinings: JoiningStore,
    private readonly joining: JoiningService,
    private readonly bridge: ConferenceBridge,
    private readonly relay: OutboxRelay,
    private readonly hints: Hints,
    private readonly clock: Clock,
    leases: Leases,
    @InjectConfig() config: SchedulingConfig,
  ) {
    this.#loop = new SweepLoop({ name: 'bridge', run: () => this.look() }, leases, config.SALA_BRIDGE_LOOK_MS);
  }

  onApplicationBootstrap(): void {
    if (this.bridge.watches) this.#loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#loop.stop();
  }

  wake(): void {
    this.#loop.wake();
  }

  async look(): Promise<boolean> {
    const open = await this.rooms.open();
    await Promise.all(open.map((room) => this.#lookInto(room)));
    return false;
  }

  async #lookInto(room: KeptRoom): Promise<void> {
    const { id: meetingId } = room;
    try {
      const { ended, siteIds } = await this.bridge.look(roomOf(meetingId));
      // Whoever closed it meanwhile has said who left.
      const now = await this.rooms.find(meetingId);
      if (now?.state !== 'open' || now.since !== room.since) return;
      if (await this.rooms.noteUnknown(meetingId, undefined)) this.#tell(meetingId);
      await this.#compare(meetingId, new Set(siteIds), ended);
      if (!ended) return;
      await this.rooms.become(meetingId, 'ended', now, { by: byBridge, now: this.clock.now() });
      this.relay.nudge(this.rooms.outbox);
      this.#tell(meetingId);
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'unavailable')) throw error;
      if (!(await this.rooms.noteUnknown(meetingId, this.clock.now().toISOString()))) return;
      this.#logger.warn({ err: error, meetingId }, 'the bridge does not say who is in');
      this.#tell(meetingId);
    }
  }

  async #compare(meetingId: string, seen: ReadonlySet<string>, ended: boolean): Promise<void> {
    const before = new Set(await this.joinings.onBridge(meetingId));
    const changed = [...before, ...seen].filter((siteId) => before.has(siteId) !== seen.has(siteId));
    await inBatches(changed, together, async (siteId) => {
      try {
        await this.joining.change(meetingId, siteId, (kept, now) => seeOnBridge(kept, seen.has(siteId), ended, now));
      } catch (error) {
        // Somebody who is no site of the meeting: the host, a guest.
        if (!(error instanceof AppError && error.kind === 'not-found')) throw error;
      }
    });
  }

  #tell(meetingId: string): void {
    this.hints.publish(dayChangedSubject, { meetingId });
  }
}
