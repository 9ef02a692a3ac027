import {
  type FaultKind,
  type JoiningMove,
  type JoiningState,
  type JoiningStep,
  type LeftBy,
  type SiteFault,
  SiteFaultChanged,
  SiteJoiningChanged,
} from '#contracts';
import { type Fact, fact } from '#persistence';
import { conflict, notFound } from '#platform';

/** What is kept of a site on the day. `onBridge` is what the bridge said last. */
export type JoiningRecord = {
  readonly meetingId: string;
  readonly siteId: string;
  readonly provinceCode: string;
  readonly state: JoiningState;
  readonly leftBy?: LeftBy | undefined;
  readonly since?: string | undefined;
  readonly onBridge?: boolean | undefined;
  readonly moves: readonly JoiningMove[];
  readonly faults: readonly SiteFault[];
};
export type JoiningDecision = { readonly state: JoiningRecord; readonly facts: readonly Fact[] };

/** Who says it in what is kept, where no person does. */
export const byBridge = 'bridge';
/** So many changes of a site are shown; all of them were told. */
export const mostMoves = 50;
export const mostFaults = 200;

export const notYet = (meetingId: string, siteId: string, provinceCode: string): JoiningRecord => ({
  meetingId,
  siteId,
  provinceCode,
  state: 'waiting',
  moves: [],
  faults: [],
});

const isOpen = ({ endedAt, correctedBy, what }: SiteFault): boolean =>
  endedAt === undefined && correctedBy === undefined && what !== 'mistake';
/** What is wrong now. */
export const issuesOf = ({ faults }: Pick<JoiningRecord, 'faults'>) =>
  faults.filter(isOpen).map(({ faultId, what, at }) => ({ faultId, what, since: at }));

const faultFact = ({ meetingId, siteId }: JoiningRecord, fault: SiteFault): Fact =>
  fact(SiteFaultChanged, { meetingId, siteId, fault });

type Moving = { readonly state: JoiningState; readonly leftBy?: LeftBy | undefined; readonly by: string };
/** A line that is lost is an entry of the log by itself, which ends when the site is back, or is gone. */
const withLine = (
  kept: JoiningRecord,
  { state, by }: Moving,
  at: string,
): { readonly faults: readonly SiteFault[]; readonly facts: readonly Fact[] } => {
  if (state === 'dropped') {
    const faultId = `dropped-${Date.parse(at)}-${kept.faults.length}`;
    // Lost again while it was called: it is the same line that is not back yet.
    const goesOn = kept.faults.some((each) => each.what === 'dropped' && isOpen(each));
    if (goesOn || kept.faults.length >= mostFaults) return { faults: kept.faults, facts: [] };
    const lost: SiteFault = { faultId, what: 'dropped', at, by };
    return { faults: [...kept.faults, lost], facts: [faultFact(kept, lost)] };
  }
  if (state === 'joining') return { faults: kept.faults, facts: [] };
  const facts: Fact[] = [];
  const faults = kept.faults.map((each) => {
    if (each.what !== 'dropped' || !isOpen(each)) return each;
    const ended = { ...each, endedAt: at, endedBy: by };
    facts.push(faultFact(kept, ended));
    return ended;
  });
  return { faults, facts };
};

const moved = (kept: JoiningRecord, to: Moving, now: Date): JoiningDecision => {
  const { state, leftBy, by } = to;
  const at = now.toISOString();
  const line = withLine(kept, to, at);
  const { meetingId, siteId, state: previous } = kept;
  const left = state === 'left' && leftBy !== undefined ? { leftBy } : {};
  return {
    state: {
      ...kept,
      state,
      leftBy: left.leftBy,
      since: at,
      faults: line.faults,
      moves: [...kept.moves, { state, ...left, at, by }].slice(-mostMoves),
    },
    facts: [fact(SiteJoiningChanged, { meetingId, siteId, state, previous, ...left, at, by }), ...line.facts],
  };
};

/** Only what was in, or was being called, can be lost. */
const canBeLost: readonly JoiningState[] = ['joining', 'in'];

/**
 * What people say of a site; undefined where it stands so already.
 * @throws conflict 'joining-not-in' where a line that was not there is said to be lost
 */
export const sayState = (kept: JoiningRecord, said: Moving, now: Date): JoiningDecision | undefined => {
  const { state, leftBy } = said;
  if (kept.state === state && (state !== 'left' || kept.leftBy === leftBy)) return undefined;
  if (state === 'dropped' && !canBeLost.includes(kept.state)) throw conflict('joining-not-in');
  return moved(kept, said, now);
};

/**
 * What the bridge sees of a site; undefined where it is nothing new. What it said before is compared, and not what people say:
 * a site that is in by telephone is not lost because the bridge never had it.
 */
export const seeOnBridge = (
  kept: JoiningRecord,
  onBridge: boolean,
  roomEnded: boolean,
  now: Date,
): JoiningDecision | undefined => {
  if ((kept.onBridge ?? false) === onBridge) return undefined;
  const seen = { ...kept, onBridge };
  if (onBridge)
    return kept.state === 'in' ? { state: seen, facts: [] } : moved(seen, { state: 'in', by: byBridge }, now);
  if (kept.state !== 'in') return { state: seen, facts: [] };
  return roomEnded
    ? moved(seen, { state: 'left', leftBy: 'bridge', by: byBridge }, now)
    : moved(seen, { state: 'dropped', by: byBridge }, now);
};

/** The room is closed by whoever runs the conference: who was in has left by that. */
export const closeRoom = (kept: JoiningRecord, by: string, now: Date): JoiningDecision | undefined => {
  const gone = { ...kept, onBridge: false };
  if (kept.onBridge !== true) return undefined;
  return kept.state === 'in' || kept.state === 'dropped'
    ? moved(gone, { state: 'left', leftBy: 'operator', by }, now)
    : { state: gone, facts: [] };
};

type Entry = {
  readonly faultId: string;
  readonly what: FaultKind;
  readonly note?: string | undefined;
  readonly corrects?: string | undefined;
  readonly by: string;
};
/**
 * An entry of the log; undefined where it is there already.
 * @throws conflict 'fault-entered-otherwise', 'fault-corrected-already', 'faults-too-many', not-found 'fault-not-found'
 */
export const logFault = (kept: JoiningRecord, entry: Entry, now: Date): JoiningDecision | undefined => {
  const { faultId, what, note, corrects, by } = entry;
  const there = kept.faults.find((each) => each.faultId === faultId);
  if (there !== undefined) {
    if (there.what === what && there.note === note && there.corrects === corrects) return undefined;
    throw conflict('fault-entered-otherwise');
  }
  if (kept.faults.length >= mostFaults) throw conflict('faults-too-many', { values: { most: mostFaults } });
  const wrong = kept.faults.find((each) => each.faultId === corrects);
  if (corrects !== undefined && wrong === undefined) throw notFound('fault-not-found');
  if (wrong?.correctedBy !== undefined) throw conflict('fault-corrected-already');
  const logged: SiteFault = {
    faultId,
    what,
    ...(note !== undefined && note !== '' && { note }),
    at: now.toISOString(),
    by,
    ...(corrects !== undefined && { corrects }),
    // What was over stays over when it is put right what it was.
    ...(wrong?.endedAt !== undefined && { endedAt: wrong.endedAt, ...(wrong.endedBy && { endedBy: wrong.endedBy }) }),
  };
  const put = kept.faults.map((each) => (each === wrong ? { ...each, correctedBy: faultId } : each));
  const facts = put.filter(({ correctedBy }) => correctedBy === faultId).map((each) => faultFact(kept, each));
  return { state: { ...kept, faults: [...put, logged] }, facts: [...facts, faultFact(kept, logged)] };
};

/**
 * What was wrong is so no longer; undefined where that was said already.
 * @throws not-found 'fault-not-found'
 */
export const endFault = (kept: JoiningRecord, faultId: string, by: string, now: Date): JoiningDecision | undefined => {
  const there = kept.faults.find((each) => each.faultId === faultId);
  if (there === undefined) throw notFound('fault-not-found');
  if (!isOpen(there)) return undefined;
  const ended = { ...there, endedAt: now.toISOString(), endedBy: by };
  return {
    state: { ...kept, faults: kept.faults.map((each) => (each === there ? ended : each)) },
    facts: [faultFact(kept, ended)],
  };
};

/** How long a site that is called may take until somebody looks after it. */
const patienceMs = 3 * 60_000;
/** What whoever runs the conference does next about a site. */
export const stepOf = (kept: JoiningRecord, dialAt: string | undefined, now: Date): JoiningStep => {
  switch (kept.state) {
    case 'waiting':
      return dialAt !== undefined && dialAt <= now.toISOString() ? 'call' : 'wait';
    case 'joining':
      return now.getTime() - Date.parse(kept.since ?? '') >= patienceMs ? 'call-again' : 'see-in';
    case 'dropped':
      return 'call-again';
    case 'in':
      return issuesOf(kept).length > 0 ? 'mend' : 'none';
    case 'left':
      return 'none';
  }
};
