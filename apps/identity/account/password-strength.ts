import { fieldProblem } from '#contracts';
import { type ProblemCode } from '#words';
import { invalid } from '#platform';

/** Words that passwords are made of when nobody thinks about them, in Latin letters and as typed on a Thai keyboard. */
const common = [
  'password',
  'passw0rd',
  'passwort',
  'passphrase',
  'administrator',
  'admin',
  'welcome',
  'letmein',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdf',
  'zxcvbnm',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'master',
  'login',
  'secret',
  'default',
  'changeme',
  'changeit',
  'abc',
  'test',
  'guest',
  'user',
  'root',
  'hello',
  'thailand',
  'bangkok',
  'sala',
  'meeting',
  'รหัสผ่าน',
  'สวัสดี',
  'ประเทศไทย',
  'กรุงเทพ',
  'ผู้ดูแลระบบ',
  'ฟหกด',
  'ๆไำพ',
  'ผปแอ',
];
const keyboards = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ',
  'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
];
const runs = keyboards.flatMap((keys) => [keys, [...keys].toReversed().join('')]);
const leastDistinct = 6;
/** What must be left once the words that anybody tries first are taken out. */
const leastLeft = 6;

/** `text` with each stretch of four or more neighbours on a keyboard or in an alphabet taken for one character. */
const withoutRuns = (text: string): string => {
  const letters = [...text];
  const kept: string[] = [];
  for (let at = 0; at < letters.length;) {
    let length = 1;
    while (
      at + length < letters.length
      && runs.some((run) => run.includes(letters.slice(at, at + length + 1).join('')))
    )
      length += 1;
    if (length < 4) length = 1;
    kept.push(letters[at] ?? '');
    at += length;
  }
  return kept.join('');
};

const repeats = (text: string): boolean => {
  const letters = [...text];
  for (let period = 1; period <= letters.length / 2; period += 1)
    if (letters.every((letter, index) => letter === letters[index % period])) return true;
  return false;
};

const wordsOf = (person: { readonly email: string; readonly name: string }): string[] =>
  [person.email, ...person.email.split(/[@.+_-]/), person.name, ...person.name.split(/\s+/)]
    .map((word) => word.normalize('NFC').toLowerCase())
    .filter((word) => [...word].length >= 4);

/** Why a password is one that somebody would try early; undefined if it is not. Length is the contract's to check. */
export const weakness = (
  password: string,
  person: { readonly email: string; readonly name: string },
): Extract<ProblemCode, `password-${string}`> | undefined => {
  const text = password.normalize('NFC').toLowerCase();
  if (new Set(text).size < leastDistinct) return 'password-few-characters';
  if (repeats(text)) return 'password-repeats';
  const without = (words: readonly string[]) =>
    words
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, word) => rest.replaceAll(word, ''), text)
      .replace(/[\s\d\p{P}\p{S}]/gu, '');
  if ([...without(wordsOf(person))].length < leastLeft && [...without([])].length >= leastLeft)
    return 'password-of-person';
  const plain = withoutRuns(text);
  if (new Set(plain).size < leastDistinct) return 'password-row';
  const left = [...without(common)];
  if (left.length < leastLeft && common.some((word) => text.includes(word))) return 'password-common';
  return undefined;
};

/** Throws invalid 'weak-password' that names the field, the problem and the remedy. */
export const mustBeStrong = (
  password: string,
  person: { readonly email: string; readonly name: string },
  field: string,
): void => {
  const code = weakness(password, person);
  if (code === undefined) return;
  const wrong = fieldProblem(field, code, code === 'password-few-characters' ? { least: leastDistinct } : undefined);
  throw invalid('weak-password', { details: { fields: [wrong] } });
};
