import { describe, expect, it } from '@jest/globals';
import { FieldProblem, Password } from '#contracts';
import { isProblemCode, problemText } from '#words';
import { AppError } from '#platform';
import { mustBeStrong, weakness } from './password-strength.js';

const person = { email: 'somchai.jaidee@ega.example', name: 'สมชาย ใจดีมาก' };

describe('a new password', () => {
  it.each([
    'aaaaaaaaaaaa',
    'abababababab',
    'abcabcabcabc',
    '111111111111',
    '123456789012',
    '098765432109',
    'abcdefghijkl',
    'zyxwvutsrqpo',
    'qwertyuiop12',
    'password1234',
    'Password!!!!2559',
    'passwordpassword',
    'P@ssw0rd'.repeat(2),
    'adminadmin123',
    'letmein123456',
    'somchai.jaidee',
    'somchaijaidee2559',
    'somchai.jaidee@ega.example',
    'สมชายใจดีมาก1',
    'ฟหกดเ้่าสวฟหกด',
    'กกกกกกกกกกกกก',
    'สวัสดีสวัสดีครับ'.slice(0, 13),
    'changeme2024!',
    'abcdef'.repeat(3),
    'qwerty123456',
  ])('is refused if somebody would try it early: %s', (password) => expect(weakness(password, person)).toBeDefined());

  it.each([
    'a long example password',
    'a pass phrase for tests',
    'another pass phrase',
    'ข้าวเหนียวมะม่วงกับรถเมล์',
    'correct horse battery staple',
    'k3#vQ9!pZw2&',
    'xkqj wvpz 7731',
    'my password is a long story',
  ])('is taken if it is not: %s', (password) => expect(weakness(password, person)).toBeUndefined());

  it.each([
    'aaaaaaaaaaaa',
    'abcabcabcabcabc',
    'abcdefabcdef',
    'somchai.jaidee',
    'qwertyuiop12',
    'passwordpassword',
    'password1234',
    'adminsala2559',
  ])('is refused in words of the reader’s language: %s', (password) => {
    let thrown: unknown;
    try {
      mustBeStrong(password, person, 'newPassword');
    } catch (error) {
      thrown = error;
    }
    const [field] = FieldProblem.array().parse(thrown instanceof AppError ? thrown.details?.fields : undefined);
    expect(field).toMatchObject({ field: 'newPassword' });
    if (!isProblemCode(field?.code)) throw new Error('a problem without a code has no Thai words');
    const thai = problemText({ code: field.code, params: field.params }, 'th');
    expect(`${thai.problem} ${thai.remedy ?? ''}`).toMatch(/^\p{Script=Thai}.*คำหลายคำ/u);
    expect(problemText({ code: field.code, params: field.params }, 'en')).toEqual({
      problem: field.problem,
      remedy: field.remedy,
    });
  });

  it.each(['ุ้', '\u0301\u0323', 'x', '\ud800'])(
    'that is far too long is refused at once: %j again and again',
    (unit) => {
      const begun = process.cpuUsage();
      expect(Password.safeParse(unit.repeat(120_000 / unit.length)).success).toBe(false);
      expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(500);
    },
  );

  it('has 12 characters as they are kept, and no more than 512 bytes', () => {
    expect(Password.safeParse('e\u0301'.repeat(6) + 'abc').success).toBe(false);
    expect(Password.safeParse('ก'.repeat(170)).success).toBe(true);
    expect(Password.safeParse('ก'.repeat(171)).success).toBe(false);
    expect(Password.safeParse('k3#vQ9!pZw2\ud800').success).toBe(false);
  });
});
