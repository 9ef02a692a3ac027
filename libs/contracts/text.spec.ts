import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText, Line, LineOrBlank, Phone, Text, TextOrBlank } from './text.js';

const name = Line(200);
const kept = (typed: string) => name.safeParse(typed).data;
const refusal = (typed: string) => {
  const issue = name.safeParse(typed).error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['problem'] : undefined;
};
/** Any code point but half a pair; fast-check's own unit, 'binary', first takes more than a second to count them all. */
const anyCharacter = fc
  .nat({ max: 0x10f7ff })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));
const people = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      'ก',
      'น',
      'เ',
      'า',
      'ำ',
      'ะ',
      '\u0E4D',
      '\u0E48',
      '\u0E49',
      '\u0E4C',
      '\u0E34',
      '\u0E31',
      '\u0E38',
      '\u0E3A',
      '\u0E47',
      '\u200B',
      '\u200D',
      '\u00AD',
      '\uF70A',
      '\uFE0F',
      '👩',
      ' ',
      '\n',
      '\u0301',
      'e',
      '\u2800',
      '\u2028',
    ),
    maxLength: 30,
  }),
);

describe('a text of a request', () => {
  it.each([
    ['sara am in two letters', 'น\u0E4Dา', 'นำ'],
    ['a tone between its two letters', 'น\u0E4D\u0E49า', 'น้ำ'],
    ['a tone after sara am', 'นำ\u0E49', 'น้ำ'],
    ['two sara e', 'เเพร่', 'แพร่'],
    ['a doubled mark', 'ที\u0E48\u0E48', 'ที่'],
    ['a tone before its vowel', 'ท\u0E48\u0E35', 'ที่'],
    ['letters of a PDF file', 'ป\uF713า', 'ป่า'],
    ['a zero-width space between words', 'กรม\u200Bสรรพากร', 'กรมสรรพากร'],
    ['a soft hyphen, a byte order mark, a NUL', '\uFEFFเชียง\u00ADใหม่\u0000', 'เชียงใหม่'],
    ['spaces of every kind around', '\u3000\u00A0 สมชาย\u2003', 'สมชาย'],
    ['a line break within a line', 'สำนักงาน\r\nสรรพากร', 'สำนักงาน สรรพากร'],
    ['decomposed Latin', 'Cafe\u0301', 'Café'],
  ])('is kept in one spelling: %s', (_what, typed, expected) => expect(kept(typed)).toBe(expected));

  it.each(['นำ้ร้อน ½ ﬁ ①', 'กษัตริย์', 'ปี๊', 'ฤๅษี', '👩‍👩‍👧 ครอบครัว', '❤️ ใจ', 'می‌خواهم', 'क्‍ष', '𠮷野家', 'O’Brien – “ก”'])(
    'is not changed where it is right: %s',
    (typed) => expect(kept(typed)?.replaceAll('น้ำ', 'นำ้')).toBe(typed),
  );

  it.each([
    '\u200B',
    '\u200C',
    '\u2060',
    '\u00AD',
    '\u200F',
    '\u2800',
    '\u3164',
    '\u115F',
    '\uFFA0',
    '\u0000',
    '\uFE0F',
    '\u{E0041}',
    '\u180E',
    '\u2028',
    '\uFFFC',
    ' \t\n',
  ])('counts for nobody when nothing of it is seen: %j', (typed) =>
    expect(refusal(typed.repeat(3))).toBe('text-empty'),
  );
  it.each(['-', '…', '\u0E48\u0E49', '()', '💥', '์', 'ๆ'.replace('ๆ', '๏')])(
    'must hold a letter or a digit: %j',
    (typed) => expect(refusal(typed)).toBe('text-no-letter'),
  );
  it.each([
    ['an override', 'ก\u202Eข', 'text-direction'],
    ['an isolate', 'ก\u2066ข', 'text-direction'],
    ['a private character', 'ก\uE000', 'text-unreadable'],
    ['half a character', 'ก\uD83D', 'text-unreadable'],
    ['an unassigned character', 'ก\u{1FFFE}', 'text-unreadable'],
    ['the mark of destroyed bytes', 'ก\uFFFD', 'text-unreadable'],
    ['a heap of marks', `e${'\u0301\u0302'.repeat(9)}`, 'text-marks'],
  ])('refuses %s', (_what, typed, problem) => expect(refusal(typed)).toBe(problem));

  it('is counted in characters after folding', () => {
    expect(Line(3).safeParse('👩👩ก').success).toBe(true);
    expect(Line(3).safeParse('น\u0E4Dาน\u0E4Dาน').success).toBe(false);
    expect(Line(4).safeParse('น\u0E4Dาน\u0E4Dา').data).toBe('นำนำ');
    expect(Line(200).safeParse('ก'.repeat(201)).error?.issues[0]).toMatchObject({
      params: { problem: 'text-long', max: 200 },
    });
    expect(Line(200).safeParse('ก'.repeat(2_000_000)).success).toBe(false);
  });

  it('keeps its lines where it has lines, and may be blank where it says so', () => {
    expect(Text(100).parse(' หนึ่ง \r\nสอง\u2028สาม')).toBe('หนึ่ง\nสอง\nสาม');
    expect(TextOrBlank(100).parse('\u200B \n')).toBe('');
    expect(LineOrBlank(100).parse('-')).toBe('-');
  });

  it('comes out the same whether it is looked at closely or not', () => {
    const thai = fc.string({
      unit: fc.constantFrom(
        ...Array.from({ length: 0x5b }, (_, index) => String.fromCharCode(0x0e01 + index)),
        'a',
        ' ',
        '-',
      ),
      maxLength: 12,
    });
    // A character that nobody sees has the whole text looked at closely, and is gone then.
    fc.assert(
      fc.property(thai, (typed) => expect(foldText(typed)).toBe(foldText(`${typed}\u200B`))),
      { numRuns: 2_000 },
    );
  });

  it('whatever it is, is folded into what folding leaves as it is, in no more bytes than its length allows', () => {
    fc.assert(
      fc.property(people, (typed) => {
        for (const schema of [name, Text(200), LineOrBlank(200), TextOrBlank(200), Phone]) {
          const read = schema.safeParse(typed);
          if (!read.success) continue;
          expect(schema.parse(read.data)).toBe(read.data);
          expect(read.data.normalize('NFC')).toBe(read.data);
          expect(Buffer.byteLength(read.data)).toBeLessThanOrEqual(800);
          expect(read.data.isWellFormed()).toBe(true);
        }
        expect(typeof foldText(typed)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('folding', () => {
  const length = 60_000;
  const units = [
    '\uF70A\uF713',
    '\u0323\u0301',
    'ำ',
    '\u0E49',
    'ำ\u0E49',
    'ำ\u0E49\u0E48',
    ' ',
    '\t',
    ' \u200B',
    '\n',
    ' \n',
    '\r',
    'เ',
    '\u0E4D\u0E49',
    '\u0E4Dา',
    '\u0E38\u0E49',
    '\u200B',
    '\u0301',
    '👩\u200D',
    'é',
    'a',
    '\u2800',
  ];
  const hostile = units.flatMap((unit) => ['', 'x', '\u0E49', 'é', '\n'].map((end) => [unit, end] as const));
  it.each(hostile)('takes no longer than its length, of %j again and again before %j', (unit, end) => {
    const typed = `é\u200B${unit.repeat(length / unit.length)}${end}`;
    const begun = process.cpuUsage();
    foldText(typed);
    for (const schema of [name, TextOrBlank(1000), Phone]) schema.safeParse(typed);
    for (const schema of [name, TextOrBlank(1000), Phone]) schema.safeParse(typed.slice(0, 3_000));
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(1_500);
  });

  it('puts any run of tones before any run of sara am, as one step at a time would', () => {
    const oneStep = (text: string): string => text.replace(/\u0E33([\u0E48-\u0E4B]+)/g, '$1\u0E33');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('น', 'ำ', '\u0E48', '\u0E49', 'ุ', ' '), maxLength: 20 }),
        (typed) => {
          let [before, after] = [typed.normalize('NFC'), oneStep(typed.normalize('NFC'))];
          while (before !== after) [before, after] = [after, oneStep(after)];
          expect(foldText(typed)).toBe(foldText(after));
        },
      ),
    );
  });
});

describe('a telephone number', () => {
  it.each([
    '0 2141 7000',
    '๐ ๒๑๔๑ ๗๐๐๐ ต่อ ๑๒๓',
    '+66 (2) 141-7000',
    '08-1234-5678 ext. 12',
    '191',
    '0 5311 1111-5, 0 5322 2222',
    'มือถือ 081 234 5678',
  ])('is kept as typed: %s', (typed) => expect(Phone.parse(typed)).toBe(typed));
  it('loses the direction marks that address books add', () =>
    expect(Phone.parse('\u202A+66 2 141 7000\u202C')).toBe('+66 2 141 7000'));
  it.each(['ไม่มี', '-', '<script>1234</script>', 'ต่อ ๑๒', '1'.repeat(41)])('is not %s', (typed) =>
    expect(Phone.safeParse(typed).success).toBe(false),
  );
  it('may be blank', () => expect(Phone.parse(' ')).toBe(''));
});
