import { attendeeFieldNames, replyFieldNames } from '#contracts';
import { SeededRandom } from '../rehearsal/random.js';

/** Numbers from a seed, whole ones too. */
class Random extends SeededRandom {
  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }
}

type Json = { readonly [key: string]: unknown };
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One way to ask, as the API's document describes it. */
export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly example?: unknown;
};
export type FuzzRequest = {
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
};
/** What there is: ids by the name of their place in an address, and who may ask ('nobody' is anonymous). */
export type Known = { readonly ids: Readonly<Record<string, readonly string[]>>; readonly who: readonly string[] };

/** All operations of an OpenAPI document, and the pages that it does not describe. */
export const operationsOf = (document: unknown): Operation[] => {
  const paths = isJson(document) && isJson(document['paths']) ? document['paths'] : {};
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {})
      .filter((entry): entry is [string, Json] => isJson(entry[1]))
      .map(([method, operation]): Operation => {
        const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isJson) : [];
        const content =
          isJson(operation['requestBody']) && isJson(operation['requestBody']['content'])
            ? operation['requestBody']['content']['application/json']
            : undefined;
        const query = parameters.filter((each) => each['in'] === 'query').map((each) => String(each['name']));
        return {
          method: method.toUpperCase(),
          path,
          query,
          ...(isJson(content) && { example: content['example'] ?? {} }),
        };
      }),
  );
  const page = (method: string, path: string): Operation => ({ method, path, query: [] });
  return [
    ...described,
    page('GET', '/r/{token}'),
    page('POST', '/r/{token}'),
    page('GET', '/'),
    page('GET', '/docs'),
    page('GET', '/openapi.json'),
    page('GET', '/health/live'),
    page('GET', '/queues'),
  ];
};

const long = (letter: string, length: number) => letter.repeat(length);
const texts = [
  '',
  ' ',
  'x',
  'constructor',
  '__proto__',
  'toString',
  '$ne',
  '$where',
  'a.b',
  '../..',
  '<script>alert(1)</script>',
  "' or 1=1 --",
  'สำนักงานจังหวัด',
  'ก\u0e33\u0e33\u0e31\u0e31\u0e49\u0e49\u0e49',
  'e\u0301\u0301\u0301',
  '\u0000',
  'a\u0000b',
  '\u202e\u0645',
  '\u200b\u200b',
  '\ue000\ue001',
  '\ufeff',
  '\ud83d\ude00',
  'a\r\nb: c',
  long('x', 63),
  long('x', 64),
  long('x', 65),
  long('ก', 200),
  long('ก', 501),
  long('x', 5000),
  long('x', 70_000),
  '2016-11-18',
  '2559-11-18',
  '2559-02-30',
  '0000-00-00',
  '275760-09-13',
  '2016-11-18T16:59:59.000Z',
  '2559-11-18T16:59:59.000Z',
  '9999-12-31T23:59:59.999Z',
  '2016-11-18T16:59:60Z',
  '24:00',
  '25:61',
  '๐๙:๓๐',
  'TH-50',
  'TH-ZZZZ',
  'a@b',
  'ก@ไทย.example',
];
const values: readonly unknown[] = [
  ...texts,
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  1e21,
  -1e308,
  2 ** 31,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  { $gt: '' },
  Array.from({ length: 1001 }, () => 'x'),
  Array.from({ length: 25 }, () => ({})),
];
const hostileIds = [
  'x',
  'X',
  '..',
  '%2e%2e',
  '%2f',
  'a%2fb',
  '%00',
  '%ff',
  '%',
  '%zz',
  '%E0%B8%81',
  'constructor',
  '__proto__',
  long('a', 64),
  long('a', 65),
  long('a', 101),
  long('a', 3000),
  long('a', 20_000),
  '-',
  'a--b',
  "'",
  ';a=b',
  '%0d%0aset-cookie:x=1',
  '0',
  '1',
  '-1',
  '99999999999999999999',
  'm.i.reminder.1',
  '%ed%a0%80',
];
const rawPaths = [
  '//x',
  '//',
  '/../x',
  '/./api/v1/meetings',
  '/x%00',
  '/%',
  '/%zz',
  '/%ff',
  '/%61pi/v1/session',
  '/API/v1/meetings',
  '/api//v1/meetings',
  '/api/v1/meetings/',
  '/api/v1/meetings/../staff',
  '/api/v1/meetings%2f..%2fstaff',
  '/api\\v1',
  '/?' + long('a', 4000),
  '/' + long('a/', 1500),
  '/api/v1/meetings?a[b]=1&a[b]=2',
  '/api/v1/meetings?limit=1&limit=2',
  '/assets/..%2f..%2fpackage.json',
  '/r/',
  '/r/%CA%C1',
  '/docs/../r',
  '*',
  '/api/v1/staff;x=1',
  '/metrics',
  '/health/ready',
  '/favicon.ico',
];
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'];
const mediaTypes = [
  'application/json; charset=utf-8',
  'application/json; charset=windows-874',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/jsonp',
  '',
  'a',
  '/',
  'application/json;charset="utf-8"',
];
const rawBodies = (json: string): Buffer[] => [
  Buffer.from(''),
  Buffer.from('{'),
  Buffer.from('null'),
  Buffer.from('[]'),
  Buffer.from('"x"'),
  Buffer.from(`\ufeff${json}`),
  Buffer.from(json, 'utf16le'),
  Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xca, 0xc1, 0xaa, 0x22, 0x7d]),
  Buffer.from('['.repeat(100_000)),
  Buffer.from('{"a":'.repeat(500)),
  Buffer.from('{"__proto__":{"x":1}}'),
  Buffer.from('{"a":1,"a":2}'),
  Buffer.from('{"a":"\\ud800"}'),
  Buffer.from(json.replace('{', '{"\\u0000":1,')),
  Buffer.from(json.slice(0, -1)),
  Buffer.from(`${json}x`),
  Buffer.from(`{"a":"${long('x', 300_000)}"}`),
  Buffer.from('{"a":1e999}'),
];

/** Another value in some place of a message, a field too many, or one too few. */
const mutated = (random: Random, value: unknown, depth = 0): unknown => {
  if (random.integer(0, 3) === 0 && depth > 0) return random.pick(values);
  if (Array.isArray(value) && value.length > 0) {
    const at = random.integer(0, value.length - 1);
    return value.map((each: unknown, index) => (index === at ? mutated(random, each, depth + 1) : each));
  }
  if (!isJson(value)) return random.pick(values);
  const names = Object.keys(value);
  switch (random.integer(0, 5)) {
    case 0:
      return { ...value, [random.pick(['unknown', 'constructor', 'phone', '$set', 'a.b', ''])]: random.pick(values) };
    case 1:
      return Object.fromEntries(Object.entries(value).filter(([name]) => name !== random.pick([...names, ''])));
    default: {
      if (names.length === 0) return { x: random.pick(values) };
      const name = random.pick(names);
      return { ...value, [name]: mutated(random, value[name], depth + 1) };
    }
  }
};

const addressOf = (random: Random, { path, query }: Operation, known: Known): string => {
  if (random.integer(0, 24) === 0) return random.pick(rawPaths);
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    random.integer(0, 9) < 7 ? random.pick(known.ids[name] ?? ['x']) : random.pick(hostileIds),
  );
  if (random.integer(0, 2) > 0) return filled;
  const names = [...query, 'lang', 'unknown'];
  const pairs = Array.from(
    { length: random.integer(1, 3) },
    () =>
      `${random.pick(names)}=${random.integer(0, 9) === 0 ? random.pick(['%ff', '%', '%00', '%CA%C1']) : encodeURIComponent(random.pick(texts).slice(0, 3000))}`,
  );
  return `${filled}?${pairs.join('&')}`;
};

const formOf = (random: Random): Buffer => {
  const names = [
    'answer',
    ...attendeeFieldNames.map((name) => `attendees.0.${name}`),
    ...replyFieldNames,
    'answers.lunch',
    'answers.lunch.halal',
    'revision',
    'more',
    'show',
    'x',
  ];
  const pairs = Array.from(
    { length: random.integer(0, 8) },
    () =>
      `${random.pick(names)}=${random.integer(0, 9) === 0 ? '%CA%C1%' : encodeURIComponent(random.pick([...texts, 'attend', 'decline', 'representative']))}`,
  );
  return Buffer.from(pairs.join('&'));
};

/** The request of this number: the same for the same seed, whatever was answered before. */
export const requestNumber = (
  seed: number,
  number: number,
  operations: readonly Operation[],
  known: Known,
): FuzzRequest => {
  const random = new Random(seed * 1_000_003 + number);
  const operation = random.pick(operations);
  const who = random.pick(known.who);
  const method = random.integer(0, 14) === 0 ? random.pick(methods) : operation.method;
  const path = addressOf(random, operation, known);
  const headers: Record<string, string> = { 'accept-language': random.pick(['th', 'en', '*', long('x', 200)]) };
  if (random.integer(0, 30) === 0)
    headers[
      random.pick([
        'origin',
        'sec-fetch-site',
        'sala-asker',
        'x-forwarded-for',
        'x-correlation-id',
        'cookie',
        'x-long',
        'if-none-match',
      ])
    ] = random.pick([
      'cross-site',
      'null',
      '{"kind":"system"}',
      '1.2.3.4',
      long('y', 9000),
      long('z', 17_000),
      'sala-session=',
    ]);
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || method === 'TRACE')
    return { who, method, path, headers };
  if (path.startsWith('/r/'))
    return {
      who,
      method,
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: formOf(random),
    };
  if (operation.example === undefined && random.integer(0, 3) > 0) return { who, method, path, headers };
  const example = operation.example ?? {};
  const changed =
    random.integer(0, 4) === 0
      ? example
      : mutated(random, random.integer(0, 1) === 0 ? example : mutated(random, example));
  const json = JSON.stringify(changed) ?? 'null';
  const body = random.integer(0, 9) === 0 ? random.pick(rawBodies(json)) : Buffer.from(json);
  return {
    who,
    method,
    path,
    headers: { 'content-type': random.integer(0, 14) === 0 ? random.pick(mediaTypes) : 'application/json', ...headers },
    body,
  };
};
