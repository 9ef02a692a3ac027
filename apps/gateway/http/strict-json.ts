import { invalid } from '#platform';

/** Deeper than any request that a contract knows. */
export const mostDepth = 24;

const malformed = (why: string, cause?: unknown) => invalid('malformed-request', { values: { why }, cause });

/** The index after the string that begins at `start`, or the text's length if it does not end. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '"') return at + 1;
  }
  return text.length;
};

const stringOf = (token: string): string => {
  try {
    const text: unknown = JSON.parse(token);
    if (typeof text === 'string') return text;
  } catch (cause) {
    throw malformed('The body is not valid JSON: check its strings', cause);
  }
  throw malformed('The body is not valid JSON: check its strings');
};

/** Looks through the text once, before anything is made of it: its depth, names said twice, and halves of characters. */
const check = (text: string): void => {
  const open: (Set<string> | undefined)[] = [];
  let nameNext = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '{' || letter === '[') {
      open.push(letter === '{' ? new Set() : undefined);
      if (open.length > mostDepth) throw malformed(`The body is nested deeper than ${mostDepth} levels`);
      nameNext = letter === '{';
    } else if (letter === '}' || letter === ']') {
      open.pop();
      nameNext = false;
    } else if (letter === ',') nameNext = open.at(-1) !== undefined;
    else if (letter === '"') {
      const end = endOfString(text, at);
      const token = text.slice(at, end);
      const escaped = token.includes('\\u');
      const names = nameNext ? open.at(-1) : undefined;
      if (escaped || names !== undefined) {
        const value = stringOf(token);
        if (!value.isWellFormed())
          throw malformed(
            'The body has half of a character (a lone surrogate, \\ud800 to \\udfff): send whole characters',
          );
        if (value === '__proto__') throw malformed('The body has a field named __proto__: leave it out');
        if (names?.has(value)) throw malformed('The body says one field twice: say each field of an object once');
        names?.add(value);
      }
      nameNext = false;
      at = end - 1;
    }
  }
};

/** Bytes as UTF-8 text, without a byte order mark. Throws invalid 'not-utf-8' for bytes of another encoding, such as Windows-874. */
export const utf8Text = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid('not-utf-8', { cause });
  }
};

/**
 * What a JSON body says; every reader reads the same of it. Throws invalid 'malformed-request' (no JSON, too deep, a field
 * said twice, `__proto__`, half a character) or 'not-utf-8'.
 */
export const readJson = (bytes: Uint8Array): unknown => {
  const text = utf8Text(bytes);
  if (text.trim() === '') throw malformed('The body is empty: send JSON, or leave out content-type');
  check(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed('The body is not valid JSON', cause);
  }
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw invalid('not-utf-8', { cause });
  }
};

/** More than any page of ours has, however often one name is said. */
export const mostFormFields = 2000;

/** The fields of a form; of one that is there several times all, in order. Throws invalid 'malformed-request' above `mostFormFields`, 'not-utf-8'. */
export const readForm = (bytes: Uint8Array): Record<string, string | string[]> => {
  const fields = new Map<string, string[]>();
  // One more than may be is split off: what stands behind it is not even looked at.
  const pairs = utf8Text(bytes).split('&', mostFormFields + 1);
  if (pairs.length > mostFormFields) throw malformed(`The form has more than ${mostFormFields} fields`);
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : decoded(pair.slice(at + 1));
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(
    [...fields]
      .filter(([name]) => name !== '__proto__')
      .map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
};
