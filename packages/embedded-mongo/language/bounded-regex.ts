import { createContext, Script } from 'node:vm';
import { MongoError } from './mongo-error.js';
import { checkTime, currentWork } from './work.js';

/** No match may take longer: a server that serves one command at a time stands still meanwhile. */
const MATCH_MS = 250;
/** Steps that a match may take without being watched: a fraction of a second. */
const UNWATCHED_STEPS = 2e7;
/** Up to this length even a pattern that doubles its steps with each character is done at once. */
const SHORT_TEXT = 18;

/** The text from which on a pattern is watched; Infinity for one whose steps only grow with the text. */
export function watchedFrom(pattern: string): number {
  const bare = pattern
    .replace(/\\[1-9k]/g, ')*')
    .replace(/\\[\s\S]/g, 'x')
    .replace(/\[\^?\]?[^\]]*\]/g, 'x')
    .replace(/\(\?(?:<?[=!]|[:>]|P?<[^>]*>|[imsx]+\))/g, '(');
  // Repeated groups may be walked through in as many ways as there are subsets of the text.
  if (/\)[*+{]/.test(bare)) return SHORT_TEXT;
  const repeats = bare.match(/[*+?{]+/g)?.length ?? 0;
  return repeats === 0 ? Infinity : Math.max(SHORT_TEXT, Math.floor(UNWATCHED_STEPS ** (1 / (repeats + 1))));
}

const room = createContext({ match: undefined as (() => RegExpExecArray | null) | undefined });
const watched = new Script('match()');

/** A regular expression whose matches end in bounded time: those that could take long are watched, and ended with MongoDB's error. */
export class BoundedRegExp extends RegExp {
  /** @param from the length of text from which on a match is watched */
  constructor(
    pattern: RegExp | string,
    flags?: string,
    private readonly from: number = pattern instanceof BoundedRegExp ? pattern.from : SHORT_TEXT,
  ) {
    super(pattern, flags);
  }

  /** @throws MongoError 51156 for a match that takes too long, 50 past the command's time limit */
  override exec(text: string): RegExpExecArray | null {
    if (text.length < this.from) return super.exec(text);
    const left = currentWork().deadlineMs - performance.now();
    room.match = () => super.exec(text);
    try {
      return watched.runInContext(room, {
        timeout: Math.max(1, Math.floor(Math.min(MATCH_MS, left))),
      }) as RegExpExecArray | null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      checkTime();
      throw new MongoError(
        51156,
        'Location51156',
        `Error occurred while executing the regular expression in a text of ${text.length} characters. Result code: -47: match limit exceeded`,
      );
    } finally {
      room.match = undefined;
    }
  }
}
