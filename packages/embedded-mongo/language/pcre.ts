import { BoundedRegExp, watchedFrom } from './bounded-regex.js';
import { mongoError } from './mongo-error.js';

const POSIX: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9a-fA-F',
  word: '\\w',
};
const SPACE = ' \\t\\n\\v\\f\\r';
const NOT_SPACE = '\\u{0}-\\u{8}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}';
const END = '(?![\\s\\S])';

/** A tester for a PCRE pattern: the differing parts are translated, and what JavaScript has no word for is refused with 51091. */
export function compileRegex(pattern: string, options: string): RegExp {
  const unknown = /[^imsxu]/.exec(options);
  if (unknown) throw mongoError(51108, `invalid flag in regex options: ${unknown[0]}`);
  let flags = options;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) flags += inline[1]!;
  try {
    const [source, jsFlags] = [
      translate(pattern.slice(inline?.[0].length ?? 0), flags),
      flags.includes('i') ? 'iu' : 'u',
    ];
    const from = watchedFrom(pattern);
    return from === Infinity ? new RegExp(source, jsFlags) : new BoundedRegExp(source, jsFlags, from);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw mongoError(51091, `Regular expression is invalid or not supported here: ${cause.message}`);
  }
}

function translate(pattern: string, flags: string): string {
  const extended = flags.includes('x');
  const [multiline, dotAll] = [flags.includes('m'), flags.includes('s')];
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    const rest = pattern.slice(i);
    const step = (length: number, text: string) => {
      out += text;
      i += length - 1;
    };
    const named = namedCharacter(rest);
    if (named) step(...named);
    else if (char === '\\') {
      const quoted = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest);
      if (quoted) step(quoted[0].length, quoted[1]!.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
      else step(2, escape(pattern[i + 1], false));
    } else if (char === '[') {
      const [length, text] = characterClass(rest);
      step(length, text);
    } else if (char === '.') out += dotAll ? '[\\s\\S]' : '[^\\n]';
    else if (char === '^') out += multiline ? '(?<![^\\n])' : '(?<![\\s\\S])';
    else if (char === '$') out += multiline ? '(?![^\\n])' : `(?=\\n?${END})`;
    else if (char === '{') out += /^\{\d+(?:,\d*)?\}/.test(rest) ? '{' : '\\{';
    else if (char === '}') out += /\{\d+(?:,\d*)?$/.test(out) ? '}' : '\\}';
    else if (char === ']') out += '\\]';
    else if (rest.startsWith('(?P<')) step(4, '(?<');
    else if (extended && /\s/.test(char)) continue;
    else if (extended && char === '#') step(/^[^\n]*/.exec(rest)![0].length, '');
    else out += char;
  }
  return out;
}

/** The general categories that PCRE names; every other name in `\p{...}` is a script's. */
const CATEGORY = /^(?:C[cfnos]?|L[Clmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?|Any)$/;

/** A character by its code or its property, `\x{e01}`, `\p{Thai}`, `\P{^Lu}`, `\pL`, which JavaScript writes otherwise. */
function namedCharacter(rest: string): [length: number, text: string] | undefined {
  const code = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{0,2}))/.exec(rest);
  if (code) return [code[0].length, `\\u{${code[1] || code[2] || '0'}}`];
  const property = /^\\([pP])(?:\{(\^?)([\w&]+)\}|([A-Z]))/.exec(rest);
  if (!property) return undefined;
  const [whole, letter, not = '', inBraces, single] = property;
  const name = (inBraces ?? single)!.replace('L&', 'LC');
  const negated = (letter === 'P') !== (not === '^');
  return [whole.length, `\\${negated ? 'P' : 'p'}{${CATEGORY.test(name) ? '' : 'Script='}${name}}`];
}

function escape(char: string | undefined, inClass: boolean): string {
  switch (char) {
    case undefined:
      return '\\';
    case 'A':
      return inClass ? '\\A' : '(?<![\\s\\S])';
    case 'z':
      return inClass ? '\\z' : END;
    case 'Z':
      return inClass ? '\\Z' : `(?=\\n?${END})`;
    case 'h':
      return inClass ? ' \\t' : '[ \\t]';
    case 's':
      return inClass ? SPACE : `[${SPACE}]`;
    case 'S':
      return inClass ? NOT_SPACE : `[^${SPACE}]`;
    case 'a':
      return '\\x07';
    case 'e':
      return '\\x1b';
    case '-':
      return '\\x2d';
    default:
      return /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
  }
}

function characterClass(rest: string): [length: number, text: string] {
  let i = 1;
  let out = '[';
  if (rest[i] === '^') {
    out += '^';
    i++;
  }
  if (rest[i] === ']') {
    out += '\\]';
    i++;
  }
  for (; i < rest.length; i++) {
    const char = rest[i]!;
    const posix = /^\[:(\w+):\]/.exec(rest.slice(i));
    if (char === ']') return [i + 1, `${out}]`];
    const named = namedCharacter(rest.slice(i));
    if (named) {
      out += named[1];
      i += named[0] - 1;
      continue;
    }
    if (posix && POSIX[posix[1]!]) {
      out += POSIX[posix[1]!];
      i += posix[0].length - 1;
    } else if (char === '\\') out += escape(rest[++i], true);
    else out += char === '[' ? '\\[' : char;
  }
  return [rest.length, out];
}
