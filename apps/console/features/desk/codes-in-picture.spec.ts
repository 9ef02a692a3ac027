import { describe, expect, it } from '@jest/globals';
import { encodeQR } from 'qr';
import { codesIn } from './codes-in-picture.js';

const [width, height, dot] = [1000, 1400, 5];
/** A grey page with codes at some of its places. */
const pageWith = (codes: readonly { readonly text: string; readonly x: number; readonly y: number }[]) => {
  const data = new Uint8ClampedArray(width * height * 4).fill(240);
  for (const { text, x, y } of codes)
    for (const [row, dots] of encodeQR(text, 'raw', { border: 2 }).entries())
      for (const [column, isDark] of dots.entries())
        for (let line = 0; line < dot; line += 1) {
          const at = ((y + row * dot + line) * width + x + column * dot) * 4;
          data.fill(isDark ? 20 : 250, at, at + dot * 4);
        }
  return { width, height, data };
};
const ours = 'http://sala.example/r/inv-0123456789abcdef.1.c2lnbmF0dXJl';
const others = 'https://saraban.example/attachments/2559/1234';

describe('the codes on a page', () => {
  it('are none where there is none', () => expect(codesIn(pageWith([]))).toEqual([]));

  it('are all read: a letter has a code of its own beside that of its reply form', () => {
    const page = pageWith([
      { text: others, x: 80, y: 1000 },
      { text: ours, x: 700, y: 60 },
    ]);
    expect([...codesIn(page)].sort()).toEqual([ours, others].sort());
  });

  it('are both read where papers of two offices lie on one glass', () => {
    const second = ours.replace('0123', '9876');
    const page = pageWith([
      { text: ours, x: 700, y: 60 },
      { text: second, x: 700, y: 760 },
    ]);
    expect([...codesIn(page)].sort()).toEqual([ours, second].sort());
  });
});
