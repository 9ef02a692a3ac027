import { describe, expect, it } from '@jest/globals';
import { exampleInvitation } from '#contracts';
import { againOf, confirmedIn, nextStep } from './reply-steps.js';

const two = { answer: 'attend', 'attendees.0.name': 'ก', 'attendees.1.name': 'ข', revision: '1' };
const step = (pressed: Record<string, unknown>, typed: Record<string, unknown> = two) =>
  nextStep({ ...typed, ...pressed }, undefined);
const namesIn = (next: ReturnType<typeof nextStep>) => next.typed.attendees.map(({ name }) => name);

describe('whoever presses a button of the reply form', () => {
  it('sends, reviews, or goes on typing', () => {
    expect(step({})).toMatchObject({ step: 'send', content: { attendees: [{ name: 'ก' }, { name: 'ข' }] } });
    expect(step({ review: '1' })).toMatchObject({ step: 'review', content: { answer: 'attend' } });
    expect(step({ at: 'review' })).toMatchObject({ step: 'send' });
    expect(step({ at: 'review', edit: '1' })).toMatchObject({ step: 'form' });
    expect(step({ show: 'en' })).toMatchObject({ step: 'form' });
    expect(step({ at: 'review', show: 'en' })).toMatchObject({ step: 'review' });
  });

  it('is led to what is wrong instead of to a review', () => {
    const wrong = step({ review: '1' }, { answer: 'attend' });
    expect(wrong).toMatchObject({ step: 'form', mistakes: [{ field: 'attendees.0.name' }] });
  });

  it('adds a row and stands in it', () => {
    const next = step({ more: '1' });
    expect(namesIn(next)).toEqual(['ก', 'ข', '']);
    expect(next).toMatchObject({ step: 'form', row: 2 });
    const full = nextStep({ ...two, more: '1' }, { quota: 2 });
    expect(namesIn(full)).toEqual(['ก', 'ข']);
    expect(full).not.toHaveProperty('row');
  });

  it.each([
    ['0', ['ข'], 0],
    ['1', ['ก'], 0],
    ['7', ['ก', 'ข'], 1],
    ['x', ['ก', 'ข'], 1],
    ['-1', ['ก', 'ข'], 1],
  ])('removes row %s and stands where it was', (less, names, row) => {
    const next = step({ less });
    expect(namesIn(next)).toEqual(names);
    expect(next).toMatchObject({ step: 'form', row });
  });

  it.each([
    [{}, []],
    [{ more: '1' }, [['more', '1']]],
    [{ less: '1' }, [['less', '1']]],
    [{ review: '1' }, [['review', '1']]],
    [{ at: 'review' }, []],
    [{ at: 'review', edit: '1' }, [['edit', '1']]],
    [{ show: 'en' }, [['edit', '1']]],
    [{ at: 'review', show: 'en' }, [['review', '1']]],
  ])('comes to the same step once more after %j could not be answered, and sends nothing by it', (pressed, again) => {
    expect(againOf({ ...two, ...pressed })).toEqual(again);
    const once = step(pressed);
    expect(step(Object.fromEntries(again)).step).toBe(once.step);
  });
});

describe('whoever confirms an answer', () => {
  it('sends what stands once more, and no other answer than the one that was seen', () => {
    const invitation = { response: exampleInvitation.response, revision: 4 };
    const confirmed = confirmedIn({ confirm: '1' }, invitation);
    expect(nextStep(confirmed, undefined)).toMatchObject({
      step: 'send',
      typed: { revision: '4' },
      content: { answer: 'attend', attendees: exampleInvitation.response?.attendees },
    });
    expect(confirmedIn({ confirm: '2' }, invitation)).toBe('other');
    expect(confirmedIn({ confirm: '1' }, { response: undefined, revision: 4 })).toBe('other');
    expect(confirmedIn(two, invitation)).toBeUndefined();
    expect(againOf({ confirm: '1' })).toEqual([['confirm', '1']]);
  });
});
