import { getHeapStatistics } from 'node:v8';
import { MongoError } from './mongo-error.js';

/** Stands in a stream where a long command may let others in. Every stage passes it on, and who runs the command stops at it. */
export type Pause = 'pause';
export const PAUSE: Pause = 'pause';

/** Work in steps: it yields where it may be left for a while, and answers at its end. */
export type Steps<T> = Generator<Pause, T, undefined>;

/** MongoDB's limit on what one blocking stage or accumulator holds, in bytes. */
export const STAGE_BYTES = 100 * 1024 * 1024;
/** How many times `pauseDue` is asked between two looks at the clock. */
const ASKED_A_LOOK = 4;

/** What a command or the cursor that it left holds in memory. */
export class Account {
  held = 0;
  private closed = false;

  hold(bytes: number): void {
    if (this.closed) return;
    this.held += bytes;
    total += bytes;
  }

  /** Gives everything back, at the end of the command or its cursor. */
  close(): void {
    if (!this.closed) total -= this.held;
    this.held = 0;
    this.closed = true;
  }
}

/** What one command may take. Times on the clock of `performance.now`. */
export interface Work {
  /** When it lets others in. */
  sliceEndMs: number;
  /** When it must have ended (`maxTimeMS`). */
  deadlineMs: number;
  /** Why it must end now: killed, or its client has gone. */
  ended?: MongoError;
  account: Account;
}

export const newWork = (): Work => ({ sliceEndMs: Infinity, deadlineMs: Infinity, account: new Account() });

let total = 0;
let current = newWork();
let asked = 0;

/** Runs a step of a command: what is asked in it is asked of that command's work. */
export function within<T>(work: Work, step: () => T): T {
  const outer = current;
  current = work;
  try {
    return step();
  } finally {
    current = outer;
  }
}

/** The work of the command that runs now. */
export const currentWork = (): Work => current;

/** Whether others should be let in now. For every loop that may be long. @throws MongoError 50 past the time limit, or why the command was ended */
export function pauseDue(): boolean {
  if (++asked % ASKED_A_LOOK !== 0) return false;
  checkTime();
  return performance.now() > current.sliceEndMs;
}

/** For long work that can't be left in the middle. @throws MongoError 50 past the time limit, or why the command was ended */
export function checkTime(): void {
  if (current.ended) throw current.ended;
  if (performance.now() > current.deadlineMs)
    throw new MongoError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
}

let totalLimit = defaultLimit();

/** What all commands together may hold: a part of the heap there is, so that none of them ends the process. */
function defaultLimit(): number {
  const { heap_size_limit: most, used_heap_size: used } = getHeapStatistics();
  return Math.max(32 * 1024 * 1024, Math.floor((most - used) * 0.4));
}

/** For tests: another limit on what all commands hold together. @returns the one before */
export function limitTotal(bytes: number): number {
  const before = totalLimit;
  totalLimit = bytes;
  return before;
}

/** Called when memory runs out, to let go of what nobody waits for. */
let relief: () => void = () => {};
export function onShortage(letGo: () => void): void {
  relief = letGo;
}

export const heldByAll = (): number => total;

/** What one stage or accumulator holds, against its own limit and that of all commands. */
export class Holding {
  private bytes = 0;
  private readonly account = current.account;

  /** @param exceeded the error when the stage holds more than it may */
  constructor(private readonly exceeded: (limit: number) => MongoError) {}

  /** @throws MongoError 146, 292 */
  add(bytes: number): void {
    this.bytes += bytes;
    this.account.hold(bytes);
    if (this.bytes > STAGE_BYTES) throw this.exceeded(STAGE_BYTES);
    if (total > totalLimit) {
      relief();
      if (total > totalLimit)
        throw new MongoError(
          146,
          'ExceededMemoryLimit',
          `all commands together hold more than the ${totalLimit} bytes that this server has for them; try again later, or ask for less at a time`,
        );
    }
  }

  release(): void {
    this.account.hold(-this.bytes);
    this.bytes = 0;
  }
}

/** For a stage that MongoDB would spill to the disk, which this server does not. */
export const spillRefused =
  (stage: string) =>
  (limit: number): MongoError =>
    new MongoError(
      292,
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      `Exceeded memory limit for ${stage} of ${limit} bytes, and this server does not spill to the disk: narrow what comes to it, or use an index`,
    );

/** For what MongoDB itself never spills. */
export const memoryExceeded =
  (what: string) =>
  (limit: number): MongoError =>
    new MongoError(
      146,
      'ExceededMemoryLimit',
      `${what} used too much memory and cannot spill to disk. Memory limit: ${limit} bytes`,
    );

const POINTER = 8;

/** About what a value takes of the heap, in bytes. */
export function heapBytes(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 24 + value.length;
    case 'number':
      return (value | 0) === value ? 0 : 16;
    case 'bigint':
      return 24;
    case 'object':
      break;
    default:
      return POINTER;
  }
  if (value === null) return POINTER;
  if (Array.isArray(value)) {
    let bytes = 32 + value.length * POINTER;
    for (const element of value) bytes += heapBytes(element);
    return bytes;
  }
  if (value instanceof Date) return 96;
  if (value instanceof Uint8Array) return 200 + value.length;
  if ((value as { _bsontype?: unknown })._bsontype !== undefined) return ownBytes(value);
  let bytes = 56;
  for (const key in value) bytes += POINTER + heapBytes((value as Record<string, unknown>)[key]);
  return bytes;
}

function ownBytes(value: object): number {
  let bytes = 160;
  for (const part of Object.values(value))
    if (part instanceof Uint8Array) bytes += 200 + part.length;
    else if (typeof part === 'string') bytes += part.length * 2;
  return bytes;
}

/** Hands every item on as it comes, and the pauses among them to who runs the command. */
export function* eachOf<T>(items: Iterable<T | Pause>, take: (item: T) => void): Steps<void> {
  for (const item of items) {
    if (item === PAUSE) yield PAUSE;
    else take(item as T);
  }
}

/** All items, held within a stage's limit. @param bytesOf what one of them takes */
export function* gather<T>(
  items: Iterable<T | Pause>,
  holding: Holding,
  bytesOf: (item: T) => number = heapBytes,
): Steps<T[]> {
  const all: T[] = [];
  yield* eachOf<T>(items, (item) => {
    holding.add(POINTER + bytesOf(item));
    all.push(item);
  });
  return all;
}

const RUN = 512;

/** Sorts in place as `Array.sort` does, stable, in steps. */
export function* sortInSteps<T>(items: T[], order: (a: T, b: T) => number): Steps<T[]> {
  if (items.length <= RUN) return items.sort(order);
  let from: T[] = [];
  for (let start = 0; start < items.length; start += RUN) {
    from.push(...items.slice(start, start + RUN).sort(order));
    if (pauseDue()) yield PAUSE;
  }
  let to: T[] = new Array<T>(items.length);
  for (let width = RUN; width < items.length; width *= 2) {
    for (let start = 0; start < items.length; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, items.length), Math.min(start + 2 * width, items.length)];
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        to[at] =
          left < middle && (right >= end || order(from[left]!, from[right]!) <= 0) ? from[left++]! : from[right++]!;
        if ((at & 63) === 0 && pauseDue()) yield PAUSE;
      }
    }
    [from, to] = [to, from];
  }
  for (let at = 0; at < items.length; at++) items[at] = from[at]!;
  return items;
}

/** Runs steps to their end without letting anybody in. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The items of a stream that nobody pauses. */
export function* withoutPauses<T>(items: Iterable<T | Pause>): Generator<T> {
  for (const item of items) if (item !== PAUSE) yield item as T;
}
