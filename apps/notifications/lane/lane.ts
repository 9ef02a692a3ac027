import { type LaneCause } from '#contracts';

/**
 * The way to one mail server. While it is stopped no mail is handed over there but one: the trial, where only a real mail can
 * tell whether the server takes mail again. Real instants are marked so; the others are the meeting clock's.
 */
export type Lane = { readonly revision: number } & (
  | { readonly status: 'open' }
  | {
      readonly status: 'stopped';
      readonly cause: LaneCause;
      readonly said: string;
      readonly since: string;
      readonly tries: number;
      /** It is tried again when either clock is there. */
      readonly nextTryAt: string;
      readonly nextTryReal: string;
      /** A connection is no proof: the refusal came when a mail was on its way. */
      readonly needsMail: boolean;
      /** The mail that met the refusal: another one is the better trial. */
      readonly stoppedBy?: string;
      readonly trial?: string;
    }
);
export type StoppedLane = Extract<Lane, { status: 'stopped' }>;

export type Refusal = {
  readonly cause: LaneCause;
  readonly said: string;
  readonly needsMail: boolean;
  readonly by?: string;
};
export type Now = { readonly meeting: Date; readonly real: Date };

export const openLane: Lane = { status: 'open', revision: 0 };

const briefly: ReadonlySet<LaneCause> = new Set(['unreachable', 'busy']);

/** The wait after so many tries, from 0: `firstMs` twice as long each time, to 20 times; what people must mend starts four times slower. */
export const laneWaitMs = (cause: LaneCause, tries: number, firstMs: number): number =>
  Math.min(2 ** Math.min(tries, 20), 20) * firstMs * (briefly.has(cause) ? 1 : 4);

const nextTry = (cause: LaneCause, tries: number, { meeting, real }: Now, firstMs: number) => {
  const wait = laneWaitMs(cause, tries, firstMs);
  return {
    nextTryAt: new Date(meeting.getTime() + wait).toISOString(),
    nextTryReal: new Date(real.getTime() + wait).toISOString(),
  };
};

/** After a refusal that is about us: of a mail, or of a try without one. Refusals of other mails that were under way when it stopped add nothing. */
export const stopped = (lane: Lane, { cause, said, needsMail, by }: Refusal, now: Now, firstMs: number): Lane => {
  if (lane.status === 'stopped' && by !== undefined && by !== lane.trial) return lane;
  const tries = lane.status === 'stopped' ? lane.tries : 0;
  const since = lane.status === 'stopped' ? lane.since : now.meeting.toISOString();
  return {
    status: 'stopped',
    revision: lane.revision + 1,
    cause,
    said,
    needsMail,
    since,
    tries,
    ...nextTry(cause, tries, now, firstMs),
    ...(by !== undefined && needsMail && { stoppedBy: by }),
  };
};

export const isDue = (lane: StoppedLane, { meeting, real }: Now): boolean =>
  lane.nextTryAt <= meeting.toISOString() || lane.nextTryReal <= real.toISOString();

/** The next try is begun: whoever writes this has it, and another comes only after its wait, should this one come to nothing. */
export const begun = (lane: StoppedLane, now: Now, firstMs: number): StoppedLane => {
  const { trial: _trial, ...rest } = lane;
  return {
    ...rest,
    revision: lane.revision + 1,
    tries: lane.tries + 1,
    ...nextTry(lane.cause, lane.tries + 1, now, firstMs),
  };
};

export const onTrial = (lane: StoppedLane, deliveryId: string): StoppedLane => ({
  ...lane,
  revision: lane.revision + 1,
  trial: deliveryId,
});
/** The same with a mail at once, where mails go by another server meanwhile: if this one lets nobody in, the mail goes there. */
export const begunWith = (lane: StoppedLane, deliveryId: string, now: Now, firstMs: number): StoppedLane => ({
  ...begun(lane, now, firstMs),
  trial: deliveryId,
});
export const hurried = (lane: StoppedLane, { real }: Now): StoppedLane => ({
  ...lane,
  revision: lane.revision + 1,
  nextTryReal: real.toISOString(),
});
export const opened = (lane: Lane): Lane => ({ status: 'open', revision: lane.revision + 1 });

/** The lane to a mail server, which people know by name. */
export type LaneOf = { readonly relay: string; readonly lane: Lane };

export const isOpen = ({ lane }: LaneOf): boolean => lane.status === 'open';

/** By which server a mail goes: by the one that it is to try, else by the first that is open; but for those that let nobody in when it came. */
export const wayOf = (lanes: readonly LaneOf[], deliveryId: string, notBy: ReadonlySet<string>): string | undefined => {
  const left = lanes.filter(({ relay }) => !notBy.has(relay));
  const tried = left.find(({ lane }) => lane.status === 'stopped' && lane.trial === deliveryId);
  return (tried ?? left.find(isOpen))?.relay;
};

/** Whether mails may leave at the meeting clock's instant: a lane is open, or its next try is due or under way. */
export const mayLeave = (lanes: readonly LaneOf[], now: string): boolean =>
  lanes.some(({ lane }) => lane.status === 'open' || lane.trial !== undefined || lane.nextTryAt <= now);
