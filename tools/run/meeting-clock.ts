// The clock that a running Sala lives by: read, set, resumed.
import { jetstream } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { ClockAnchor, clockBucket, clockKey, Instant, meetingMsAt } from '#contracts';
import { isProblemCode, problemText } from '#words';

/** What the clock is to be; nothing of it only reads it. Instants and speed as people write them. */
export type ClockWish = {
  readonly at?: string;
  readonly speed?: string;
  readonly system?: boolean;
  /** Goes on from where the clock stood at this real instant, or at `else` where no clock is kept. */
  readonly resume?: string;
  readonly else?: string;
};

const anchorAt = (meetingInstantMs: number, speed: number): ClockAnchor =>
  ClockAnchor.parse({
    realInstant: new Date().toISOString(),
    meetingInstant: new Date(meetingInstantMs).toISOString(),
    speed,
  });

const millis = (option: string, text: string): number => {
  const parsed = Instant.safeParse(text);
  if (parsed.success) return Date.parse(parsed.data);
  const [issue] = parsed.error.issues;
  const { problem: code, ...params } = (issue?.code === 'custom' ? (issue.params ?? {}) : {}) as Record<
    string,
    string | number
  >;
  if (!isProblemCode(code)) throw new Error(`${option} ${text} is no instant`);
  const said = problemText({ code, params }, 'en');
  throw new Error(`${option} ${text} ${said.problem}: ${said.remedy}`);
};

const paceOf = (text: string): number => {
  const pace = ClockAnchor.shape.speed.safeParse(text.trim() === '' ? Number.NaN : Number(text));
  if (!pace.success) throw new Error(`--speed ${text} is no speed: give a number from 0 to 100000`);
  return pace.data;
};

/** What the anchor is to be; undefined for the system's clock, the anchor itself for no change. */
const wanted = (
  anchor: ClockAnchor | undefined,
  { at, speed, system, resume, else: otherwise }: ClockWish,
): ClockAnchor | undefined => {
  if (system === true) return undefined;
  const pace = speed === undefined ? (anchor?.speed ?? 1) : paceOf(speed);
  if (at !== undefined) return anchorAt(millis('--at', at), pace);
  if (resume !== undefined && anchor === undefined)
    return otherwise === undefined ? undefined : anchorAt(millis('--else', otherwise), 1);
  if (resume !== undefined && anchor !== undefined)
    return anchorAt(meetingMsAt(anchor, millis('--resume', resume)), anchor.speed);
  if (speed !== undefined) return anchorAt(anchor === undefined ? Date.now() : meetingMsAt(anchor, Date.now()), pace);
  return anchor;
};

/** Sets the clock as wished and says what it shows, in words. Throws where NATS is not there or the wish makes no sense. */
export const setMeetingClock = async (server: string, wish: ClockWish): Promise<string> => {
  const nc = await connect({ servers: server, reconnect: false, timeout: 5_000 });
  try {
    const bucket = await new Kvm(jetstream(nc)).create(clockBucket, { history: 1 });
    const entry = await bucket.get(clockKey);
    const before = entry?.operation === 'PUT' ? ClockAnchor.parse(entry.json()) : undefined;
    const after = wanted(before, wish);
    if (after === undefined && before !== undefined) await bucket.delete(clockKey);
    if (after !== undefined && after !== before) await bucket.put(clockKey, JSON.stringify(after));
    return after === undefined
      ? `${new Date().toISOString()} (the system's clock)`
      : `${new Date(meetingMsAt(after, Date.now())).toISOString()} (meeting clock, speed ${after.speed})`;
  } finally {
    await nc.close();
  }
};
