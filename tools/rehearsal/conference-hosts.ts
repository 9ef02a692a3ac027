// Whoever runs the conference on the day, and the bridge that the sites come to.
import {
  CloseConferenceRoom,
  type ConferenceDay,
  GetConferenceDay,
  type JoiningState,
  ListFaultLog,
  OpenConferenceRoom,
} from '#contracts';
import { eventually } from '#testing';
import { type ConferenceView } from './view.js';
import { type Staff } from './stage.js';

export type OrderBridge = (order: object) => Promise<void>;
type Stage = {
  readonly meetingId: string;
  readonly staff: Pick<Staff, 'operations'>;
  readonly orderBridge: OrderBridge;
};

/** While servers are killed on the way a look may be answered late. */
const patiently = { within: 120_000 };

export class ConferenceHosts {
  readonly #roomId: string;

  constructor(private readonly stage: Stage) {
    this.#roomId = `sala-${stage.meetingId}`;
  }

  /** The sites come by the bridge wave by wave; two lines are lost, and one of them comes back. */
  async begin(): Promise<void> {
    const { meetingId, staff } = this.stage;
    // Once more, as after an answer that was lost.
    for (let sent = 0; sent < 2; sent += 1) await staff.operations.send(OpenConferenceRoom, { meetingId });
    const { items } = await this.#day();
    const waves = Map.groupBy(items, ({ place }) => place?.wave ?? 0);
    for (const wave of [...waves.keys()].toSorted((one, other) => one - other))
      for (const { siteId } of waves.get(wave) ?? []) await this.#bridge('join', siteId);
    await this.#count('in', items.length);
    const [first, second] = items.map(({ siteId }) => siteId).toSorted();
    if (first === undefined || second === undefined) return;
    await this.#bridge('drop', first);
    await this.#bridge('drop', second);
    await this.#count('dropped', 2);
    await this.#bridge('join', first);
    await this.#count('dropped', 1);
  }

  async end(): Promise<void> {
    const { meetingId, staff } = this.stage;
    for (let sent = 0; sent < 2; sent += 1) await staff.operations.send(CloseConferenceRoom, { meetingId });
  }

  #day(): Promise<ConferenceDay> {
    const { meetingId, staff } = this.stage;
    return staff.operations.send(GetConferenceDay, { meetingId });
  }

  #bridge(order: 'join' | 'drop', userId: string): Promise<void> {
    return this.stage.orderBridge({ order, roomId: this.#roomId, userId });
  }

  async #count(state: JoiningState, wanted: number): Promise<void> {
    await eventually(
      async () => (await this.#day()).items.filter((each) => each.state === state).length === wanted,
      patiently,
    );
  }
}

/** The day as it stands at the end. */
export const conferenceSeen = async (
  { operations }: Pick<Staff, 'operations'>,
  meetingId: string,
): Promise<ConferenceView> => {
  const { items, bridge } = await operations.send(GetConferenceDay, { meetingId });
  const { items: log } = await operations.send(ListFaultLog, { meetingId });
  const lost = log.filter(({ fault }) => fault.what === 'dropped');
  return {
    room: bridge.state,
    sites: items.length,
    left: items.filter(({ state, leftBy }) => state === 'left' && leftBy === 'operator').length,
    dropped: items.filter(({ state }) => state === 'dropped').length,
    linesLost: lost.length,
    linesBack: lost.filter(({ fault }) => fault.endedAt !== undefined).length,
  };
};

/** The same by what people know: whoever came has left when the room was closed, but for the one whose line stayed lost. */
export const conferenceExpected = (sites: number): ConferenceView => {
  const lost = sites < 2 ? 0 : 2;
  const stays = lost === 0 ? 0 : 1;
  return { room: 'closed', sites, left: sites - stays, dropped: stays, linesLost: lost, linesBack: lost - stays };
};
