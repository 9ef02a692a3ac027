import { describe, expect, it } from '@jest/globals';
import { mostDepth, mostFormFields, readForm, readJson } from './strict-json.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const thaiInWindows874 = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xca, 0xc1, 0xaa, 0xd2, 0xc2, 0x22, 0x7d]);
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a JSON body', () => {
  it.each([
    '{"a":"สมชาย"}',
    '\ufeff{"a":1}',
    '[]',
    'null',
    '"\\u0e01"',
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a":"\\"b\\":1,{","b":"\\\\"}',
    '"\\ud83d\\ude00"',
    '{"constructor":1}',
  ])('is read as JSON.parse reads it: %s', (text) => {
    expect(readJson(bytes(text))).toEqual(JSON.parse(text.replace('\ufeff', '')));
  });

  it.each([
    ['{"a":1,"a":2}'],
    ['{"a":1,"\\u0061":2}'],
    ['{"x":[{"a":1,"b":{"a":1},"a":2}]}'],
    ['{"__proto__":{}}'],
    ['{"\\u005f_proto__":1}'],
    ['"\\ud800"'],
    ['{"a":"x\\udc00y"}'],
    ['{"\\ud800":1}'],
    ['{'],
    [''],
    [' '],
    ['{"a":"'],
    ['"\\"'],
    ['{"a":1}}'],
    ['nul'],
    ['{"a":"\\x"}'],
    ['['.repeat(mostDepth + 1) + ']'.repeat(mostDepth + 1)],
  ])('is refused where readers could differ, or there is nothing to read: %s', (text) => {
    expect(refusal(() => readJson(bytes(text)))).toBe('malformed-request');
  });

  it('of bytes that are not UTF-8 is refused, whatever they would be in another encoding', () => {
    for (const each of [
      thaiInWindows874,
      Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
      Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
      Buffer.from('"x"', 'utf16le').subarray(0, 5),
      Buffer.from([0x22, 0xe0, 0xb8, 0x22]),
    ])
      expect(['not-utf-8', 'malformed-request']).toContain(refusal(() => readJson(each)));
    expect(refusal(() => readJson(thaiInWindows874))).toBe('not-utf-8');
  });

  it('of two megabytes that only open costs next to nothing', () => {
    const hostile = bytes('['.repeat(2 * 1024 * 1024));
    const begun = process.cpuUsage();
    expect(refusal(() => readJson(hostile))).toBe('malformed-request');
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(250);
  });
});

describe('a form', () => {
  it('is read as UTF-8', () => {
    expect(readForm(bytes('a=%E0%B8%81+b&a=2&c&__proto__=x&d=%3D%26'))).toEqual({ a: ['ก b', '2'], c: '', d: '=&' });
  });

  it.each(['a=%CA%C1%AA', 'a=%', 'a=%zz', '%ff=1'])('that is not is refused: %s', (text) =>
    expect(refusal(() => readForm(bytes(text)))).toBe('not-utf-8'),
  );

  const hostile = 256 * 1024;
  it.each([
    ['one name again and again', 'a&'.repeat(hostile / 2)],
    ['one field again and again', 'a=1&'.repeat(hostile / 4)],
    ['nothing but separators', '&'.repeat(hostile)],
    ['a name each', Array.from({ length: 30_000 }, (_, index) => `n${index}`).join('&')],
    ['one more than may be', 'a&'.repeat(mostFormFields) + 'a'],
  ])('of %s is refused at once', (_what, text) => {
    const begun = process.cpuUsage();
    expect(refusal(() => readForm(bytes(text)))).toBe('malformed-request');
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(250);
  });

  it('keeps every value of a name as far as fields are taken', () => {
    expect(
      readForm(bytes(Array.from({ length: mostFormFields }, (_, index) => `a=${index}`).join('&')))['a'],
    ).toHaveLength(mostFormFields);
  });
});
