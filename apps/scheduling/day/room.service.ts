import { Injectable } from '@nestjs/common';
import { type BridgeStanding, dayChangedSubject } from '#contracts';
import { Hints } from '#messaging';
import { OutboxRelay } from '#outbox';
import { Clock } from '#platform';
import { ConferenceBridge, type Room } from '../bridge/bridge.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RoomStore } from './room.store.js';

/** What a meeting's room is called on the bridge. */
export const roomOf = (meetingId: string): Room => ({ roomId: `sala-${meetingId}`, title: meetingId });

/** The meeting's room on the bridge, as people open and close it. */
@Injectable()
export class RoomService {
  constructor(
    private readonly rooms: RoomStore,
    private readonly bridge: ConferenceBridge,
    private readonly meetings: MeetingStore,
    private readonly relay: OutboxRelay,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  async standing(meetingId: string): Promise<BridgeStanding> {
    const { kind, watches } = this.bridge;
    const room = await this.rooms.find(meetingId);
    if (room === undefined) return { kind, watches, state: 'closed' };
    const { state, since, unknownSince } = room;
    return { kind, watches, state, since, ...(unknownSince !== undefined && { unknownSince }) };
  }

  /** Throws conflict 'meeting-cancelled', 'bridge-not-set', unavailable 'bridge-away', 'bridge-refused'. */
  async open(meetingId: string, by: string): Promise<BridgeStanding> {
    await this.meetings.getOpen(meetingId);
    const kept = await this.rooms.find(meetingId);
    await this.bridge.open(roomOf(meetingId));
    if (kept?.state !== 'open') {
      await this.rooms.become(meetingId, 'open', kept, { by, now: this.clock.now() });
      this.#tell(meetingId);
    }
    return this.standing(meetingId);
  }

  /** The room is gone on the bridge, and for Sala. Throws as `open`. */
  async close(meetingId: string, by: string): Promise<void> {
    const kept = await this.rooms.find(meetingId);
    if (kept?.state !== 'open') return;
    await this.bridge.close(roomOf(meetingId));
    await this.rooms.become(meetingId, 'closed', kept, { by, now: this.clock.now() });
    this.#tell(meetingId);
  }

  #tell(meetingId: string): void {
    this.relay.nudge(this.rooms.outbox);
    this.hints.publish(dayChangedSubject, { meetingId });
  }
}
