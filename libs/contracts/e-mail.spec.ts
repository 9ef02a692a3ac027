import { describe, expect, it } from '@jest/globals';
import { EmailAddress, isSameAddress } from './e-mail.js';

const problemOf = (typed: string) => {
  const issue = EmailAddress.safeParse(typed).error?.issues[0];
  return issue?.code === 'custom' ? issue.params?.['problem'] : undefined;
};

describe('an e-mail address', () => {
  it.each([
    ["o'brien&co/hr#1!$%*+-=?^_`{|}~@office.example", "o'brien&co/hr#1!$%*+-=?^_`{|}~@office.example"],
    ['สารบรรณ@เชียงใหม่.example', 'สารบรรณ@เชียงใหม่.example'],
    ['saraban@เทศบาล.ไทย', 'saraban@เทศบาล.ไทย'],
    ['เลข๑๒@office.example', 'เลข๑๒@office.example'],
    [' Saraban@OFFICE.Example ', 'Saraban@office.example'],
    ['a@xn--72c1a1bt4awk9o.example', 'a@xn--72c1a1bt4awk9o.example'],
    ['\u200Ba@b.example\uFEFF', 'a@b.example'],
    [`${'a'.repeat(64)}@b.example`, `${'a'.repeat(64)}@b.example`],
  ])('%s is taken', (typed, kept) => expect(EmailAddress.parse(typed)).toBe(kept));

  it.each([
    ['', 'text-empty'],
    ['saraban', 'e-mail-no-at'],
    ['a@b@c.example', 'e-mail-two-ats'],
    ['a b@c.example', 'e-mail-space'],
    ['a@c,example', 'e-mail-comma'],
    ['a@c.example; b@c.example', 'e-mail-comma'],
    ['a@office', 'e-mail-no-dot'],
    ['a＠office.example', 'e-mail-wide-at'],
    ['a@office.example.', 'e-mail-dots'],
    ['a..b@office.example', 'e-mail-dots'],
    ['.a@office.example', 'e-mail-dots'],
    ['"a b"@office.example', 'e-mail-quoted'],
    ['สารบรรณ <a@office.example>', 'e-mail-alone'],
    ['mailto:a@office.example', 'e-mail-alone'],
    ['a๑@office.example', 'e-mail-thai-digits'],
    ['a@[127.0.0.1]', 'e-mail-domain'],
    ['a@127.0.0.1', 'e-mail-domain'],
    ['a@-b.example', 'e-mail-domain'],
    ['a@b_c.example', 'e-mail-domain'],
    ['a@b.example/x', 'e-mail-domain'],
    ['a@b.example:25', 'e-mail-domain'],
    ['a(b)@c.example', 'e-mail-form'],
    [`${'a'.repeat(65)}@b.example`, 'e-mail-long'],
    [`${'ก'.repeat(22)}@b.example`, 'e-mail-long'],
    [`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(62)}.example`, 'e-mail-long'],
    ['a\r\nBcc: x@y.example', 'e-mail-two-ats'.replace('two-ats', 'space')],
  ])('%j is refused: %s', (typed, problem) => expect(problemOf(typed)).toBe(problem));

  it('is the same by its domain in either form and its local part without case', () => {
    expect(isSameAddress('Saraban@เทศบาล.ไทย', 'saraban@' + new URL('http://เทศบาล.ไทย').hostname.toUpperCase())).toBe(
      true,
    );
    expect(isSameAddress('a@b.example', 'b@b.example')).toBe(false);
  });
});
