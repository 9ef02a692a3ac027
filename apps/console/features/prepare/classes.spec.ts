import { describe, expect, it } from '@jest/globals';
import { chosenIn, classesOf, classRows, isNamed, unnamedClasses } from './classes.js';

const revenue = { class: 'revenue', name: { th: 'สรรพากร', en: 'Revenue office' }, surveyed: true };
const known = [
  { class: 'health', surveyed: false, offices: 4 },
  { ...revenue, offices: 10 },
];
const meeting = { classes: [revenue] };

describe('the classes of a meeting', () => {
  it('are shown with their offices before those that it does not invite', () => {
    expect(classRows(meeting, known, [], {})).toMatchObject([
      { class: 'revenue', invited: true, surveyed: true, offices: 10 },
      { class: 'health', invited: false, offices: 4, name: undefined },
    ]);
  });

  it('are chosen where a list has just brought them', () => {
    expect(classRows(meeting, known, [], chosenIn('health,revenue')).filter(({ invited }) => invited)).toHaveLength(2);
    expect([chosenIn(undefined), chosenIn(''), chosenIn(7)]).toEqual([{}, {}, {}]);
  });

  it('are known by their names however Thai was typed', () => {
    const named = classRows({ classes: [{ class: 'a', name: { th: 'สำนักงานแรงงาน' }, surveyed: false }] }, [], [], {});
    expect(isNamed(named, ' ส\u0E4D\u0E32นักงานเเรงงาน')).toBe(true);
  });

  it('come and go, marked as surveyed or not, and keep their names', () => {
    const edits = { revenue: { invited: false }, health: { invited: true, surveyed: true, typed: ' สาธารณสุข ' } };
    expect(classesOf(classRows(meeting, known, [], edits))).toEqual([
      { class: 'health', name: { th: 'สาธารณสุข' }, surveyed: true },
    ]);
  });

  it('are not saved as long as one that is invited has no name', () => {
    const rows = classRows(meeting, known, [], { health: { invited: true, typed: ' ' } });
    expect(unnamedClasses(rows).map((each) => each.class)).toEqual(['health']);
    expect(unnamedClasses(classRows(meeting, known, [], {}))).toEqual([]);
  });

  it('take one more by its name, which is shown once when it was saved', () => {
    const added = [{ class: 'class-1', name: { th: 'ตำรวจ' } }];
    const rows = classRows(meeting, known, added, {});
    expect(rows.at(-1)).toMatchObject({ class: 'class-1', invited: true, offices: 0 });
    const saved = { classes: classesOf(rows) };
    expect(classRows(saved, known, added, {}).filter((each) => each.class === 'class-1')).toHaveLength(1);
  });

  it.each([
    ['สรรพากร', true],
    [' revenue  OFFICE', true],
    ['สรรพ', false],
  ])('know whether %j is one of their names', (name, expected) =>
    expect(isNamed(classRows(meeting, known, [], {}), name)).toBe(expected),
  );
});
