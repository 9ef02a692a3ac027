import { describe, expect, it } from '@jest/globals';
import { CheckResult, exampleCheck, exampleEvidence, mostSamples, strictly } from '#contracts';
import { entryOf, idOfEntry, readEntry, withYes } from './entry-draft.js';
import { readSamples } from './samples.js';

const result = (draft: Parameters<typeof readEntry>[0]) => {
  const read = readEntry(draft);
  if (!('result' in read)) throw new Error('its samples say nothing');
  return strictly(CheckResult).parse(read.result);
};

describe('samples that are pasted', () => {
  const [one, two] = [
    { sent: 1000, lost: 2, roundTripMs: 48, jitterMs: 6.5 },
    { sent: 1000, lost: 0, roundTripMs: 50, jitterMs: 7 },
  ];
  it.each([
    ['with commas', '1000, 2, 48, 6.5\n1000,0,50,7\n'],
    ['of a spreadsheet, with a heading', 'sent\tlost\trtt\tjitter\r\n1000\t2\t48\t6.5\r\n\r\n1000\t0\t50\t7'],
    ['of a European spreadsheet', '\uFEFFส่ง;หาย;ไปกลับ;jitter\n"1000";2;48;6.5\n1000;0;50;7'],
    ['in Thai digits', '๑๐๐๐ ๒ ๔๘ ๖.๕\n๑๐๐๐ ๐ ๕๐ ๗'],
  ])('are read %s', (_how, text) => expect(readSamples(text)).toEqual({ samples: [one, two] }));

  it.each([
    ['1000,2,48', 1],
    ['1000,2,48,6\n\n1000,1001,48,6', 3],
    ['sent,lost,rtt,jitter\n1000,2,forty,6', 2],
    ['1000,-1,48,6', 1],
    ['10.5,1,48,6', 1],
    ['0,0,48,6', 1],
  ])('name the line that says nothing: %j', (text, line) => expect(readSamples(text)).toEqual({ line }));

  it('are none where nothing stands, and too many after an hour', () => {
    expect(readSamples(' \n')).toEqual({ samples: [] });
    expect(readSamples('1000,0,48,6\n'.repeat(mostSamples + 1))).toEqual({ tooMany: true });
  });
});

describe('a result as it is typed', () => {
  const empty = entryOf(exampleCheck);
  it('of a check without one says nothing', () => expect(result(empty)).toEqual({ outcome: 'measured' }));

  it('is corrected from what was entered, with steps or without', () => {
    const passed = { ...exampleCheck, state: 'passed' as const, evidence: exampleEvidence, faults: [] };
    expect(result(entryOf(passed))).toMatchObject({
      outcome: 'measured',
      evidence: { lossPercent: 0.2, roundTripMs: 48, jitterMs: 6 },
      steps: { present: { state: 'yes' }, echo: { state: 'yes' } },
    });
    const samples = [{ sent: 1000, lost: 2, roundTripMs: 48, jitterMs: 6 }];
    const sampled = { ...passed, samples, steps: { dialled: { state: 'yes' as const, note: 'twice' } } };
    expect(result(entryOf(sampled))).toMatchObject({ samples, steps: { dialled: { note: 'twice' } } });
    expect(result(entryOf(sampled)).evidence).toBeUndefined();
    expect(entryOf({ ...passed, state: 'failed', faults: ['aborted'] }).outcome).toBe('aborted');
  });

  it('says yes to all that is not answered, and keeps what is', () => {
    const steps = withYes({ ...empty.steps, echo: { state: 'no', note: 'loud' } });
    expect(steps.echo).toEqual({ state: 'no', note: 'loud' });
    expect(Object.values(steps).filter(({ state }) => state === 'yes')).toHaveLength(8);
  });

  it('of nobody holds no measures, whatever stands in the form', () => {
    const draft = {
      ...empty,
      outcome: 'no-show' as const,
      measures: { ...empty.measures, jitterMs: '3' },
      samples: '1000,0,1,1',
    };
    expect(result(draft)).toEqual({ outcome: 'no-show' });
  });

  it.each([
    ['evidence.jitterMs', 'e-jitterMs'],
    ['steps.audio', 'e-step-audio'],
    ['steps.audio.note', 'e-step-audio-note'],
    ['samples.2.lost', 'e-samples'],
    ['note', 'e-note'],
    ['checkId', undefined],
  ])('leads from %s to its input', (field, id) => expect(idOfEntry(field)).toBe(id));
});
