import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Check, exampleCheck, exampleEvidence, type LinkChange } from '#contracts';
import { changed, type CheckDecision, correctResult, recordResult, withdrawResult } from '../check/check.module.js';
import { readinessOf } from './readiness.js';

const freshDays = 7;
const hourMs = 3_600_000;
const begin = Date.parse(exampleCheck.startsAt);
const good = { outcome: 'measured' as const, evidence: exampleEvidence };
const bad = { outcome: 'measured' as const, evidence: { ...exampleEvidence, lossPercent: 12 } };

const acts = [
  'book',
  'pass',
  'fail',
  'no-show',
  'correct-to-passed',
  'correct-to-failed',
  'withdraw',
  'cancel',
] as const;
type Act = (typeof acts)[number] | LinkChange['because'] | 'wait';

/** What truly happened, told by nothing of what is tested: by check, what the last word on it is, and when it was first seen. */
type Truth = { word: 'ahead' | 'passed' | 'not passed' | 'off'; seenAt?: number };

/** A site to which things happen one after the other; what can't be is refused, and changes nothing. */
class SiteInTime {
  now = begin;
  checks: Check[] = [];
  readonly truths: Truth[] = [];
  linkChanged: LinkChange | undefined;

  do(act: Act, hours: number): void {
    this.now += hours * hourMs;
    const at = new Date(this.now);
    if (act === 'wait') return;
    if (act === 'equipment' || act === 'systems') {
      this.linkChanged = { at: at.toISOString(), because: act };
      return;
    }
    if (act === 'book') return this.#book();
    const check = this.checks.at(-1);
    const truth = this.truths.at(-1);
    if (check === undefined || truth === undefined) return;
    if (act === 'cancel') {
      if (truth.word === 'ahead') this.#becomes({ ...check, state: 'cancelled' }, 'off');
      return;
    }
    try {
      const { decision, word } = this.#decided(act, check, at);
      if (decision === undefined) return;
      if (word !== 'ahead') truth.seenAt ??= this.now;
      this.#becomes(changed(check, decision.changes), word);
    } catch {
      // Refused: nothing happened.
    }
  }

  #decided(act: Act, check: Check, at: Date): { decision: CheckDecision | undefined; word: Truth['word'] } {
    const by = { recordedBy: 'staff-1' };
    const corrects = { correctedBy: 'staff-2', reason: 'wrong site' };
    switch (act) {
      case 'pass':
        return { decision: recordResult(check, { ...good, ...by }, at), word: 'passed' };
      case 'fail':
        return { decision: recordResult(check, { ...bad, ...by }, at), word: 'not passed' };
      case 'no-show':
        return { decision: recordResult(check, { outcome: 'no-show', ...by }, at), word: 'not passed' };
      case 'correct-to-passed':
        return { decision: correctResult(check, { ...good, ...corrects }, at), word: 'passed' };
      case 'correct-to-failed':
        return { decision: correctResult(check, { ...bad, ...corrects }, at), word: 'not passed' };
      default:
        return {
          decision: withdrawResult(check, { withdrawnBy: 'staff-2', reason: `at ${this.now}` }, true, at),
          word: 'ahead',
        };
    }
  }

  #book(): void {
    if (this.truths.at(-1)?.word === 'ahead') return;
    const ordinal = this.checks.length + 1;
    const [startsAt, endsAt] = [this.now, this.now + hourMs / 3].map((at) => new Date(at).toISOString());
    this.checks.push({
      ...exampleCheck,
      id: `chk-${ordinal}`,
      ordinal,
      startsAt: startsAt ?? '',
      endsAt: endsAt ?? '',
    });
    this.truths.push({ word: 'ahead' });
  }

  #becomes(check: Check, word: Truth['word']): void {
    this.checks = [...this.checks.slice(0, -1), check];
    const truth = this.truths.at(-1);
    if (truth !== undefined) truth.word = word;
  }
}

const act = fc.record({
  act: fc.constantFrom<Act>(...acts, 'book', 'pass', 'equipment', 'systems', 'wait'),
  hours: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200 })),
});

describe('readiness, whatever happens to a site', () => {
  it('never says passed by a result that failed, was withdrawn, is stale, or is of another link', () => {
    let passes = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (happens, order) => {
        const site = new SiteInTime();
        for (const { act: each, hours } of happens) {
          site.do(each, hours);
          // In whatever order the checks are read.
          const shuffled = site.checks
            .map((check) => ({ check, by: order.next().value as number }))
            .sort((one, other) => one.by - other.by)
            .map(({ check }) => check);
          if (readinessOf(shuffled, freshDays, new Date(site.now), site.linkChanged).status !== 'passed') continue;
          passes += 1;
          const last = site.truths.findLast(({ word }) => word !== 'off');
          const { word, seenAt = -Infinity } = last ?? { word: 'none' };
          expect(word).toBe('passed');
          expect(site.now - seenAt).toBeLessThan(freshDays * 24 * hourMs);
          expect(Date.parse(site.linkChanged?.at ?? '1970-01-01')).toBeLessThanOrEqual(seenAt);
        }
      }),
      { numRuns: 2000 },
    );
    // It does say so, where it may.
    expect(passes).toBeGreaterThan(100);
  });
});
