import { type DateParts } from './serial-dates.js';

/** A piece of a format: a text as it stands, or a place for a digit. */
export type FormatPiece =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'digit'; readonly filler: '0' | '#' | '?' };

export type FormatSection = {
  readonly condition: ((value: number) => boolean) | undefined;
  readonly dateParts: DateParts | undefined;
  /** Undefined: the section shows the number as it is, or has no place for one. */
  readonly digits:
    | {
        readonly whole: readonly FormatPiece[];
        readonly part: readonly FormatPiece[];
        readonly grouped: boolean;
        /** Thousands that are left out, and hundreds that a percent sign stands for. */ readonly scale: number;
        readonly thai: boolean;
      }
    | undefined;
};

type Token = { readonly kind: 'literal' | 'sign' | 'bracket'; readonly text: string };

/** Signs, texts that stand as they are, and what is in brackets; each section by itself. */
const tokensOf = (code: string): readonly (readonly Token[])[] => {
  const sections: Token[][] = [[]];
  const add = (kind: Token['kind'], text: string): void => void sections.at(-1)?.push({ kind, text });
  for (let at = 0; at < code.length; at++) {
    const sign = code.charAt(at);
    const close = sign === '"' ? code.indexOf('"', at + 1) : sign === '[' ? code.indexOf(']', at + 1) : -1;
    if (sign === ';') sections.push([]);
    else if (close > 0) {
      add(sign === '"' ? 'literal' : 'bracket', code.slice(at + 1, close));
      at = close;
    } else if (sign === '\\') add('literal', code.charAt(++at));
    // Room as wide as a character, and a character that fills the cell.
    else if (sign === '_' || sign === '*') at++;
    else add('sign', sign);
  }
  return sections;
};

const conditions: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '=': (value, bound) => value === bound,
  '<>': (value, bound) => value !== bound,
};
const conditionOf = (bracket: string): FormatSection['condition'] => {
  const [, sign = '', bound = ''] = /^(<=|>=|<>|<|>|=)(-?\d{1,20}(?:\.\d{1,20})?)$/.exec(bracket) ?? [];
  const holds = conditions[sign];
  return holds && ((value) => holds(value, Number(bound)));
};

const datePartsOf = (tokens: readonly Token[]): DateParts | undefined => {
  const signs = tokens
    .map(({ kind, text }) => (kind === 'sign' ? text.toLowerCase() : ' '))
    .join('')
    .replace(/e[+-]/g, ' ');
  if (tokens.some(({ kind, text }) => kind === 'bracket' && /^(h+|m+|s+)$/i.test(text))) return 'elapsed';
  const plain = signs.replace('am/pm', 'h').replace('a/p', 'h');
  // What has a place for a digit is a number, whatever letters stand unquoted beside it; seconds may have decimals.
  if (/[0#?]/.test(plain.replace(/s\.0+/g, 's'))) return undefined;
  const time = /[hs]/.test(plain);
  const day = /[dybeg]|mmm/.test(plain) || (!time && plain.includes('m'));
  return day ? (time ? 'instant' : 'day') : time ? 'time' : undefined;
};

/** `t` before the digits, or a language with the digits' kind 0D, asks for Thai digits. */
const isThai = (tokens: readonly Token[]): boolean =>
  tokens[0]?.text === 't'
  || tokens.some(({ kind, text }) => kind === 'bracket' && /^\$[^-]*-0?D[0-9A-F]{6}$/i.test(text));
const currencyOf = (bracket: string): string => (bracket.startsWith('$') ? (bracket.slice(1).split('-')[0] ?? '') : '');

const isDigit = ({ kind, text }: Token): boolean => kind === 'sign' && (text === '0' || text === '#' || text === '?');

const digitsOf = (tokens: readonly Token[]): FormatSection['digits'] => {
  const first = tokens.findIndex(isDigit);
  const last = tokens.findLastIndex(isDigit);
  const signs = tokens.map(({ kind, text }) => (kind === 'sign' ? text : ' ')).join('');
  // Fractions and powers are shown as plain numbers.
  if (first < 0 || /[#?0] *\/ *[#?0]|E[+-]/i.test(signs)) return undefined;
  const point = signs.indexOf('.');
  const wholeEnds = point < 0 ? tokens.length : point;
  const thai = isThai(tokens);
  const pieces = (from: number, to: number): FormatPiece[] =>
    tokens.slice(from, to).flatMap((token, offset): FormatPiece[] => {
      const at = from + offset;
      if (isDigit(token)) return [{ kind: 'digit', filler: token.text as '0' | '#' | '?' }];
      if (token.kind === 'bracket') return [{ kind: 'literal', text: currencyOf(token.text) }];
      if (
        token.kind === 'sign'
        && (token.text === '.' || (token.text === ',' && at > first) || (token.text === 't' && at === 0))
      )
        return [];
      return [{ kind: 'literal', text: token.text }];
    });
  let scale = 1;
  for (let at = tokens.slice(0, wholeEnds).findLastIndex(isDigit) + 1; signs[at] === ','; at++) scale /= 1000;
  for (const sign of signs) if (sign === '%') scale *= 100;
  return {
    whole: pieces(0, wholeEnds),
    part: point < 0 ? [] : pieces(point, tokens.length),
    grouped: signs.slice(first, Math.min(last, wholeEnds)).includes(','),
    scale,
    thai,
  };
};

export const formatSections = (code: string): readonly FormatSection[] =>
  tokensOf(code).map((tokens) => {
    const condition = tokens.flatMap(({ kind, text }) => (kind === 'bracket' ? [conditionOf(text)] : [])).find(Boolean);
    const general = tokens
      .map(({ text }) => text)
      .join('')
      .includes('General');
    const dateParts = general ? undefined : datePartsOf(tokens);
    return { condition, dateParts, digits: general || dateParts !== undefined ? undefined : digitsOf(tokens) };
  });

/** Which section shows the value: by its conditions if there are any, else positive, negative and zero; the fourth is for texts. */
export const sectionFor = (sections: readonly FormatSection[], value: number): FormatSection | undefined => {
  if (sections.some(({ condition }) => condition)) {
    return sections.find(({ condition }) => condition === undefined || condition(value));
  }
  if (value === 0 && sections.length > 2) return sections[2];
  return value < 0 && sections.length > 1 ? sections[1] : sections[0];
};
