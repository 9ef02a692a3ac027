import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addIncrements,
  type BoardEntry,
  type Counted,
  countAll,
  emptyCounts,
  incrementsOf,
  plainCounts,
} from './board.js';

const silent: Counted = { class: 'revenue', provinceCode: 'TH-50' };
const attends: Counted = { ...silent, reply: { answer: 'attend', channel: 'web', late: false, people: 2 } };
const declinedLate: Counted = { ...silent, reply: { answer: 'decline', channel: 'fax', late: true, people: 3 } };
const tally = { invited: 0, answered: 0, attend: 0, representative: 0, decline: 0, late: 0, people: 0 };

describe('the board', () => {
  it('counts an invitation in its class and province, its reply besides by channel', () => {
    const board = countAll([
      { invitationId: 'a', revision: 1, counted: silent },
      { invitationId: 'b', revision: 2, counted: declinedLate },
    ]);
    const both = { ...tally, invited: 2, answered: 1, decline: 1, late: 1 };
    expect(board).toEqual({
      total: both,
      byClass: { revenue: both },
      byProvince: { 'TH-50': both },
      byChannel: { web: 0, fax: 1, phone: 0, letter: 0, 'e-mail': 0 },
    });
  });

  it('moves only the counters that change', () => {
    expect(incrementsOf([{ from: silent, to: attends }])).toEqual({
      'total.answered': 1,
      'total.attend': 1,
      'total.people': 2,
      'byClass.revenue.answered': 1,
      'byClass.revenue.attend': 1,
      'byClass.revenue.people': 2,
      'byProvince.TH-50.answered': 1,
      'byProvince.TH-50.attend': 1,
      'byProvince.TH-50.people': 2,
      'byChannel.web': 1,
    });
    expect(incrementsOf([{ from: attends, to: attends }])).toEqual({});
  });

  it('comes to the same whether counted step by step or all at once', () => {
    const counted = fc.option(
      fc.record({
        class: fc.constantFrom('revenue', 'labour'),
        provinceCode: fc.constantFrom('TH-50', 'TH-51'),
        reply: fc.option(
          fc.record({
            answer: fc.constantFrom('attend', 'representative', 'decline'),
            channel: fc.constantFrom('web', 'fax'),
            late: fc.boolean(),
            people: fc.integer({ min: 0, max: 20 }),
          }),
          { nil: undefined },
        ),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), counted), { maxLength: 40 }), (steps) => {
        const kept = new Map<string, BoardEntry>();
        let counts = emptyCounts();
        for (const [office, to] of steps) {
          const invitationId = `inv-${office}`;
          counts = addIncrements(
            counts,
            incrementsOf([{ from: kept.get(invitationId)?.counted, to: to as Counted | undefined }]),
          );
          kept.set(invitationId, { invitationId, revision: 1, ...(to && { counted: to as Counted }) });
        }
        expect(plainCounts(counts)).toEqual(plainCounts(countAll(kept.values())));
      }),
    );
  });

  it('counts what is called like anything that objects have of their own', () => {
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'valueOf',
      'hasOwnProperty',
      'prototype',
      '__defineGetter__',
      '0',
      'revenue',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 12 }), (classes) => {
        const counts = countAll(
          classes.map((each, index) => ({
            invitationId: `inv-${index}`,
            revision: 1,
            counted: { ...attends, class: each, provinceCode: each },
          })),
        );
        const shown = plainCounts(counts);
        for (const tallies of [shown.byClass, shown.byProvince]) {
          expect(Object.keys(tallies).sort()).toEqual([...new Set(classes)].sort());
          for (const name of new Set(classes))
            expect(Object.getOwnPropertyDescriptor(tallies, name)?.value).toMatchObject({
              invited: classes.filter((each) => each === name).length,
            });
        }
        expect(({} as { invited?: unknown }).invited).toBeUndefined();
      }),
    );
  });

  it('does not show a class in which nobody is invited any more', () => {
    const counts = addIncrements(emptyCounts(), incrementsOf([{ to: attends }, { from: attends }]));
    expect(plainCounts(counts)).toEqual(emptyCounts());
    expect(
      plainCounts(
        addIncrements(
          countAll([{ invitationId: 'a', revision: 1, counted: attends }]),
          incrementsOf([{ from: attends }]),
        ),
      ),
    ).toEqual(emptyCounts());
  });
});
