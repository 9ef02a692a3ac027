import { type GetSession, type ReturnOf, type SessionsEnded } from '#contracts';

export type SignedIn = ReturnOf<typeof GetSession>;
type Kept = { readonly answer: SignedIn; readonly givenAtMs: number };

/** For so long after it was given an answer may stand in for identity. */
export const keptForMs = 5 * 60_000;
/** More people than are ever signed in at once; those who were asked about longest ago go first. */
const mostKept = 20_000;

/**
 * What identity last said of each session, by the hash of its token. It stands in only while identity can't be asked, not
 * longer than `keptForMs`, not beyond the session's own end, and not once a session or its holder was said to have changed.
 * An answer that was asked for before such word came, and arrives after it, may be older than the word: it is not kept.
 */
export class KeptSessions {
  readonly #kept = new Map<string, Kept>();
  #words = 0;

  /** To be taken before identity is asked, and handed to `keep` with its answer. */
  get asOf(): number {
    return this.#words;
  }

  keep(
    sessionHash: string,
    answer: SignedIn,
    { asOf, nowMs }: { readonly asOf: number; readonly nowMs: number },
  ): void {
    this.#kept.delete(sessionHash);
    if (asOf !== this.#words) return;
    this.#kept.set(sessionHash, { answer, givenAtMs: nowMs });
    for (const [oldest, { givenAtMs }] of this.#kept) {
      if (this.#kept.size <= mostKept && nowMs - givenAtMs <= keptForMs) return;
      this.#kept.delete(oldest);
    }
  }

  standIn(sessionHash: string, nowMs: number): SignedIn | undefined {
    const kept = this.#kept.get(sessionHash);
    if (kept === undefined) return undefined;
    const age = nowMs - kept.givenAtMs;
    // A system clock that was set back says nothing about the age.
    return age >= 0 && age <= keptForMs && nowMs < Date.parse(kept.answer.expiresAt) ? kept.answer : undefined;
  }

  forget(sessionHash: string): void {
    this.#kept.delete(sessionHash);
  }

  /** Sessions ended, or what their holder may do has changed: whichever, it is asked anew. */
  ended({ staffId, sessionHash, except }: SessionsEnded): void {
    this.#words += 1;
    for (const [hash, { answer }] of this.#kept)
      if (answer.staff.id === staffId && hash !== except && (sessionHash === undefined || sessionHash === hash))
        this.#kept.delete(hash);
  }

  /** Word of what ended may have been missed. */
  forgetAll(): void {
    this.#words += 1;
    this.#kept.clear();
  }
}
