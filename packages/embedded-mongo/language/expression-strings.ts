import { compareStrings } from './compare.js';
import { mongoError } from './mongo-error.js';
import {
  type EagerOperator,
  exactly,
  isNil,
  type NamedOperator,
  requireInteger,
  requireString,
  unary,
} from './operands.js';
import { BoundedRegExp } from './bounded-regex.js';
import { compileRegex } from './pcre.js';
import { isNumeric, regexOf, typeOf, unwrap } from './values.js';

/** MongoDB changes the case of ASCII letters only. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** A value where a string is wanted: missing is empty, numbers and dates are written out. */
function coerced(value: unknown, name: string): string {
  if (isNil(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (isNumeric(value)) return String(unwrap(value));
  if (typeOf(value) === 'symbol') return String(value);
  throw mongoError(16007, `can't convert from BSON type ${typeOf(value)} to String in ${name}`);
}

function concat(args: readonly unknown[]): unknown {
  if (args.some(isNil)) return null;
  return args
    .map((value) => {
      if (typeof value !== 'string') throw mongoError(16702, `$concat only supports strings, not ${typeOf(value)}`);
      return value;
    })
    .join('');
}

function substringBytes([value, start, length]: readonly unknown[]): unknown {
  const bytes = Buffer.from(coerced(value, '$substrBytes'));
  const from = requireInteger(start, '$substrBytes', 16034);
  const count = requireInteger(length, '$substrBytes', 16035);
  if (from < 0) throw mongoError(50752, '$substrBytes: starting index must be non-negative');
  const to = count < 0 ? bytes.length : Math.min(bytes.length, from + count);
  const splits = (at: number): boolean => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  if (from < bytes.length && splits(from))
    throw mongoError(28656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  if (from < to && splits(to))
    throw mongoError(28657, '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.subarray(from, Math.max(from, to)).toString();
}

function substringCodePoints([value, start, length]: readonly unknown[]): unknown {
  const points = [...coerced(value, '$substrCP')];
  const from = requireInteger(start, '$substrCP', 34450);
  const count = requireInteger(length, '$substrCP', 34452);
  if (from < 0) throw mongoError(34454, '$substrCP: the starting index must be a non-negative integer.');
  if (count < 0) throw mongoError(34455, '$substrCP: length must be a non-negative integer.');
  return points.slice(from, from + count).join('');
}

/** `$indexOfCP` and `$indexOfBytes`: units is how a string is cut into what is counted. */
function indexOf(name: string, units: (text: string) => number): EagerOperator {
  return {
    min: 2,
    max: 4,
    apply: ([text, part, start, end]) => {
      if (isNil(text)) return null;
      const whole = requireString(text, name, 40091);
      const wanted = requireString(part, name, 40092);
      const bound = (value: unknown): number | undefined => {
        if (value === undefined) return undefined;
        const index = requireInteger(value, name, 40096);
        if (index < 0) throw mongoError(40097, `${name} requires a nonnegative index, found: ${index}`);
        return index;
      };
      const from = bound(start) ?? 0;
      const to = bound(end) ?? Infinity;
      for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
        const index = units(whole.slice(0, at));
        if (index >= from && index + units(wanted) <= to) return index;
      }
      return -1;
    },
  };
}

function split([text, separator]: readonly unknown[]): unknown {
  if (isNil(text) || isNil(separator)) return null;
  const parts = requireString(separator, '$split', 40086);
  if (parts === '') throw mongoError(40087, '$split requires a non-empty separator');
  return requireString(text, '$split', 40085).split(parts);
}

function trimmer(name: string, atStart: boolean, atEnd: boolean): NamedOperator {
  return {
    required: ['input'],
    optional: ['chars'],
    apply({ input, chars }) {
      if (isNil(input) || chars === null) return null;
      const points = [...requireString(input, name, 50699)];
      // The whitespace that MongoDB's manual lists.
      const unwanted = new Set(
        chars === undefined
          ? [...'\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a']
          : [...requireString(chars, name, 50700)],
      );
      let from = 0;
      let to = points.length;
      while (atStart && from < to && unwanted.has(points[from]!)) from++;
      while (atEnd && to > from && unwanted.has(points[to - 1]!)) to--;
      return points.slice(from, to).join('');
    },
  };
}

function replacer(name: string, replace: (input: string, find: string, replacement: string) => string): NamedOperator {
  return {
    required: ['input', 'find', 'replacement'],
    optional: [],
    apply({ input, find, replacement }) {
      for (const value of [input, find, replacement]) {
        if (!isNil(value) && typeof value !== 'string')
          throw mongoError(51746, `${name} requires that its arguments be strings, found: ${typeOf(value)}`);
      }
      if (isNil(input) || isNil(find) || isNil(replacement)) return null;
      return replace(input as string, find as string, replacement as string);
    },
  };
}

function replaceAll(input: string, find: string, replacement: string): string {
  if (find !== '') return input.split(find).join(replacement);
  return replacement + [...input].map((point) => point + replacement).join('');
}

/** `$regexFind`, `$regexFindAll` and `$regexMatch` on the matches as they come. */
function regexOperator(
  name: string,
  result: (matches: IterableIterator<RegExpMatchArray>, text: string) => unknown,
  none: unknown,
): NamedOperator {
  return {
    required: ['input', 'regex'],
    optional: ['options'],
    apply({ input, regex, options }) {
      if (isNil(input) || isNil(regex)) return none;
      const text = requireString(input, name, 51104);
      const given = regexOf(regex) ?? { pattern: requireString(regex, name, 51105), options: '' };
      if (options && given.options)
        throw mongoError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
      const compiled = compileRegex(
        given.pattern,
        isNil(options) ? given.options : requireString(options, name, 51106),
      );
      const global =
        compiled instanceof BoundedRegExp
          ? new BoundedRegExp(compiled, `${compiled.flags}g`)
          : new RegExp(compiled, `${compiled.flags}g`);
      return result(text.matchAll(global), text);
    },
  };
}

const described = (match: RegExpMatchArray, text: string) => ({
  match: match[0],
  idx: [...text.slice(0, match.index)].length,
  captures: match.slice(1).map((capture: string | undefined) => capture ?? null),
});

export const STRING_OPERATORS: Readonly<Record<string, EagerOperator>> = {
  $concat: { min: 0, apply: concat },
  $toLower: unary((value) => lower(coerced(value, '$toLower'))),
  $toUpper: unary((value) => upper(coerced(value, '$toUpper'))),
  $substr: exactly(3, substringBytes),
  $substrBytes: exactly(3, substringBytes),
  $substrCP: exactly(3, substringCodePoints),
  $strLenBytes: unary((value) => Buffer.byteLength(requireString(value, '$strLenBytes', 34473))),
  $strLenCP: unary((value) => [...requireString(value, '$strLenCP', 34471)].length),
  $strcasecmp: exactly(2, ([a, b]) =>
    Math.sign(compareStrings(upper(coerced(a, '$strcasecmp')), upper(coerced(b, '$strcasecmp')))),
  ),
  $indexOfCP: indexOf('$indexOfCP', (text) => [...text].length),
  $indexOfBytes: indexOf('$indexOfBytes', (text) => Buffer.byteLength(text)),
  $split: exactly(2, split),
};

export const NAMED_STRING_OPERATORS: Readonly<Record<string, NamedOperator>> = {
  $trim: trimmer('$trim', true, true),
  $ltrim: trimmer('$ltrim', true, false),
  $rtrim: trimmer('$rtrim', false, true),
  $replaceOne: replacer('$replaceOne', (input, find, replacement) => {
    const at = input.indexOf(find);
    return at < 0 ? input : input.slice(0, at) + replacement + input.slice(at + find.length);
  }),
  $replaceAll: replacer('$replaceAll', replaceAll),
  $regexMatch: regexOperator('$regexMatch', (matches) => !matches.next().done, false),
  $regexFind: regexOperator(
    '$regexFind',
    (matches, text) => {
      const first = matches.next();
      return first.done ? null : described(first.value, text);
    },
    null,
  ),
  $regexFindAll: regexOperator(
    '$regexFindAll',
    (matches, text) => [...matches].map((match) => described(match, text)),
    [],
  ),
};
