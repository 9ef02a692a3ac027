import { describe, expect, it } from '@jest/globals';
import { ReplyCode, replyCodeFrom, replyCodeText } from './reply-code.js';

const code = replyCodeFrom([7, 19, 3, 20, 22, 9, 29, 28, 2]);
const reads = (text: string): string | undefined => ReplyCode.safeParse(text).data;

describe('a reply code', () => {
  it('is read as people type it', () => {
    const typed = [
      code,
      replyCodeText(code),
      replyCodeText(code).toLowerCase(),
      ` ${[...code].join(' ')} `,
      `${code.slice(0, 4)}–${code.slice(4)}`,
      code.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))),
    ];
    expect(typed.map(reads)).toEqual(typed.map(() => code));
  });

  it('takes letters for the digits that they are mistaken for', () => {
    const zeros = replyCodeFrom([0, 1, 0, 1, 0, 1, 0, 1, 0]);
    expect(reads(zeros.replaceAll('0', 'O').replaceAll('1', 'I'))).toBe(zeros);
    expect(reads(zeros.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(zeros);
  });

  it('is refused with any one symbol wrong', () => {
    for (let at = 0; at < code.length; at += 1)
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (other !== code[at]) expect(reads(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined();
      }
  });

  it('is refused with any two symbols in each other’s places', () => {
    for (let one = 0; one < code.length; one += 1)
      for (let other = one + 1; other < code.length; other += 1) {
        if (code[one] === code[other]) continue;
        const symbols = [...code];
        [symbols[one], symbols[other]] = [code[other] as string, code[one] as string];
        expect(reads(symbols.join(''))).toBeUndefined();
      }
  });

  it('is refused cut, longer, or with what is none of its symbols', () => {
    for (const text of [
      '',
      code.slice(1),
      `${code}0`,
      code.replace(/^./, 'U'),
      code.replace(/^./, 'ก'),
      'x'.repeat(9999),
    ])
      expect(reads(text)).toBeUndefined();
  });
});
