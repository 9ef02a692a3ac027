import { Injectable } from '@nestjs/common';
import { type BridgeStanding } from '#contracts';
import { inBatches } from '#platform';
import { closeRoom } from './joining.js';
import { JoiningService } from './joining.service.js';
import { JoiningStore } from './joining.store.js';
import { RoomService } from './room.service.js';

const together = 50;

/** The end of a conference, as whoever runs it says. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly rooms: RoomService,
    private readonly joinings: JoiningStore,
    private readonly joining: JoiningService,
  ) {}

  /** Once more where it did not come to its end: who was still in has left by whoever runs the conference. */
  async close(meetingId: string, by: string): Promise<BridgeStanding> {
    await this.rooms.close(meetingId, by);
    await inBatches(await this.joinings.onBridge(meetingId), together, async (siteId) => {
      await this.joining.change(meetingId, siteId, (kept, now) => closeRoom(kept, by, now));
    });
    return this.rooms.standing(meetingId);
  }
}
