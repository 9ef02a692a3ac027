import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { checkers } from './rights.js';
import { Id, Instant, StaffId } from './words.js';

export const BridgeKind = z.enum(['bigbluebutton', 'jitsi', 'simulator', 'none']).meta({ id: 'BridgeKind' });
export type BridgeKind = z.infer<typeof BridgeKind>;
export const RoomState = z.enum(['closed', 'open', 'ended']).meta({ id: 'RoomState' });
export type RoomState = z.infer<typeof RoomState>;

/**
 * The bridge that carries a meeting and how the meeting's room there stands: `ended` by the bridge, `closed` by people or
 * never opened. `watches`: it says who is in. `unknownSince`: it has not answered since, and how sites stand is what it
 * said before.
 */
export const BridgeStanding = z
  .object({
    kind: BridgeKind,
    watches: z.boolean(),
    state: RoomState,
    since: Instant.optional(),
    unknownSince: Instant.optional(),
  })
  .meta({ id: 'BridgeStanding' });
export type BridgeStanding = z.infer<typeof BridgeStanding>;

const meetingId = exampleMeeting.id;
export const exampleBridge: BridgeStanding = {
  kind: 'bigbluebutton',
  watches: true,
  state: 'open',
  since: '2016-11-23T06:20:00.000Z',
};

export const OpenConferenceRoom = defineRpc({
  subject: 'rpc.scheduling.v1.open-conference-room',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/conference-room',
    opens: checkers,
    staffIn: 'changedBy',
    timeoutMs: 15_000,
  },
  summary: 'Opens the meeting’s room on the bridge and has the bridge say who is in; open already, nothing changes',
  request: z.object({ meetingId: Id, changedBy: StaffId }),
  returns: BridgeStanding,
  example: { request: { meetingId, changedBy: 'staff-vc' }, returns: exampleBridge },
});
export const CloseConferenceRoom = defineRpc({
  subject: 'rpc.scheduling.v1.close-conference-room',
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/conference-room/end',
    opens: checkers,
    staffIn: 'changedBy',
    timeoutMs: 15_000,
  },
  summary: 'Ends the meeting’s room on the bridge: whoever is still in has left by whoever runs the conference',
  request: z.object({ meetingId: Id, changedBy: StaffId }),
  returns: BridgeStanding,
  example: { request: { meetingId, changedBy: 'staff-vc' }, returns: { ...exampleBridge, state: 'closed' } },
});
/** What BigBlueButton posts to an address that was registered with it; the service looks at the room, and believes nothing else of it. */
export const TakeBridgeCallback = defineRpc({
  subject: 'rpc.scheduling.v1.take-bridge-callback',
  summary: 'Has the rooms that are open looked at now, if what the bridge posted carries its checksum',
  /** Its fields in the order in which they came, over which the checksum goes. */
  request: z.object({
    address: z.string().max(2_000),
    fields: z.array(z.object({ name: z.string().max(50), value: z.string().max(60_000) })).max(10),
  }),
  returns: z.object({ taken: z.boolean() }),
  example: {
    request: {
      address: 'https://sala.example/bridge/callbacks?checksum=0f3a',
      fields: [{ name: 'event', value: '[]' }],
    },
    returns: { taken: true },
  },
});

export const ConferenceRoomChanged = defineEvent({
  subject: 'evt.scheduling.v1.conference-room-changed',
  summary: 'A meeting’s room on the bridge was opened, closed, or ended by the bridge',
  data: z.object({ meetingId: Id, state: RoomState, at: Instant, by: z.string().max(64) }),
  example: { meetingId, state: 'open', at: '2016-11-23T06:20:00.000Z', by: 'staff-vc' },
});
