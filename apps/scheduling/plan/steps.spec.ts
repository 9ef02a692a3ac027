import { describe, expect, it } from '@jest/globals';
import { type CheckPlace, exampleProposal, type ProposalStep } from '#contracts';
import { countsOf } from './steps.js';

const [step] = exampleProposal.plan?.steps ?? [];
const place = (startsAt: string, room = 1): CheckPlace => ({ startsAt, endsAt: '2016-11-14T03:00:00.000Z', room });
const early = place('2016-11-14T02:00:00.000Z');
const steps = (...changes: Partial<ProposalStep>[]): ProposalStep[] =>
  changes.map((each) => {
    if (step === undefined) throw new Error('the example has a step');
    return { siteId: step.siteId, siteName: step.siteName, ...each };
  });

describe('the steps of a proposal', () => {
  it('are counted by what they are', () => {
    const all = steps(
      { to: early },
      { from: early, to: place('2016-11-14T02:30:00.000Z') },
      { from: early, to: place(early.startsAt, 2) },
      { from: early },
    );
    expect(countsOf(all)).toEqual({ added: 1, moved: 1, other: 1, gone: 1 });
    expect(countsOf([])).toEqual({ added: 0, moved: 0, other: 0, gone: 0 });
  });
});
