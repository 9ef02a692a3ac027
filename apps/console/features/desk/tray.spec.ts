import { describe, expect, it } from '@jest/globals';
import { exampleScan } from '#contracts';
import {
  afterRecording,
  nextOffice,
  readAs,
  readIn,
  scansOf,
  shownIn,
  type Tray,
  type TrayScan,
  written,
} from './tray.js';

const page = (key: string, more: Partial<TrayScan> = {}): TrayScan => ({
  key,
  file: new File(['a paper'], `${key}.png`),
  state: 'kept',
  scan: { ...exampleScan, scanId: `scan-${key}` },
  ...more,
});
const own = (key: string, invitationId: string): TrayScan => page(key, { read: { invitationId }, of: invitationId });
const next = (tray: Tray) => nextOffice(tray, (id) => id !== 'inv-of-another-meeting');
const keys = (tray: readonly TrayScan[]) => tray.map(({ key }) => key);

describe('scans beside the form', () => {
  it('file themselves by their own QR code', () => {
    const tray = readIn([page('a'), page('b')], 'a', { invitationId: 'inv-1' });
    expect(keys(scansOf(tray, 'inv-1'))).toEqual(['a']);
    expect(next(tray)).toBe('inv-1');
  });

  it('never inherit the office of the scan before them', () => {
    const tray = readIn([own('a', 'inv-1'), page('b')], 'b', 'nothing');
    expect(keys(scansOf(tray, 'inv-1'))).toEqual(['a']);
    expect(tray[1]).not.toHaveProperty('of');
  });

  it('belong to the office that somebody says, whatever is read afterwards', () => {
    const said = written([page('a')], 'a', { of: 'inv-2' });
    expect(keys(scansOf(readIn(said, 'a', { invitationId: 'inv-1' }), 'inv-2'))).toEqual(['a']);
    expect(next(readIn(said, 'a', { invitationId: 'inv-1' }))).toBeUndefined();
  });

  it('go with the answer that they prove, and no other', () => {
    const tray: Tray = [own('a', 'inv-1'), own('b', 'inv-2'), page('c'), page('d', { state: 'sending' })];
    expect(keys(afterRecording(tray, 'inv-1'))).toEqual(['b', 'c', 'd']);
    expect(next(afterRecording(tray, 'inv-1'))).toBe('inv-2');
    expect(scansOf(tray, undefined)).toEqual([]);
  });

  it('of another meeting open nothing, and keep none behind them back', () => {
    expect(next([own('a', 'inv-of-another-meeting'), own('b', 'inv-1')])).toBe('inv-1');
  });

  it('that were refused go with none', () => {
    const tray = [{ ...own('a', 'inv-1'), state: 'refused' as const }];
    expect(scansOf(tray, 'inv-1')).toEqual([]);
    expect(next(tray)).toBeUndefined();
  });

  it('are nobody’s where the codes of several offices stand in one file', () => {
    expect(readAs([])).toBe('nothing');
    expect(readAs(['inv-1', 'inv-1'])).toEqual({ invitationId: 'inv-1' });
    const tray = readIn([page('a')], 'a', readAs(['inv-1', 'inv-2']));
    expect(tray[0]).not.toHaveProperty('of');
    expect(next(tray)).toBeUndefined();
  });
});

describe('the scan beside the form', () => {
  const heap: Tray = [own('a', 'inv-1'), own('b', 'inv-2'), page('c'), page('d', { state: 'refused' })];
  const shown = (tray: Tray, invitationId?: string, looksAt?: string) => shownIn(tray, invitationId, looksAt)?.key;

  it('is of the office whose form it is, whichever came last', () => {
    expect([shown(heap, 'inv-1'), shown(heap, 'inv-2')]).toEqual(['a', 'b']);
  });

  it('is one that is nobody’s yet where the office has none, and never another office’s', () => {
    expect(shown(heap, 'inv-3')).toBe('c');
    expect(shown(heap.slice(0, 2), 'inv-3')).toBeUndefined();
  });

  it('is none that was refused, unless somebody looks at it', () => {
    expect(shown(heap.slice(3))).toBeUndefined();
    expect(shown(heap.slice(3), undefined, 'd')).toBe('d');
    expect(shown(heap.slice(0, 2))).toBe('a');
  });

  it('is the one that somebody looks at as long as it is there', () => {
    expect([shown(heap, 'inv-1', 'b'), shown(heap, 'inv-1', 'gone')]).toEqual(['b', 'a']);
  });
});
