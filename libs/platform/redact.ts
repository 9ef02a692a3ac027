/** What no log line may hold, by the name of its field. Their values may be of any shape. */
const secretFields =
  /(password|passwd|secret|cookie|authorization|token|replycode|linkkey|email|phone|attendee|recipient$|^to$|^rcpt)/i;

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b((?:nats|redis|smtp|mongodb(?:\+srv)?|rediss|smtps|tls):\/\/)[^/@\s"]+@/g, '$1[credentials]@'],
  // The token of a reply link or a site's, in an address or alone (`inv-….1.signature`, `meeting.site.1.signature`).
  [/\/(r|s|replies)\/(?!:)[^/?#\s"'\\]+/g, '/$1/[token]'],
  [/\binv-[a-z0-9]+\.\d+\.[\w-]+/g, '[token]'],
  [/(?<![\w.-])[a-z0-9-]{1,64}\.[a-z0-9-]{1,64}\.\d{1,9}\.[\w-]{43}(?![\w-])/g, '[token]'],
  // Bounded, so that a long line without an @ is read once and not once from each of its characters.
  [/[^\s"'<>\\:,;/()[\]{}=]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[email]'],
  // Thai numbers, and international ones with a plus, standing alone.
  [/(?<![\w.:-])0(?:[ -]?\d){8,9}(?![\w.:-]|[ -]\d)/g, '[phone]'],
  [/(?<![\w.:-])\+\d(?:[ -]?\d){7,13}(?![\w:-])/g, '[phone]'],
];

/** A text with reply tokens, e-mail addresses, phone numbers and credentials masked. */
export const redactText = (text: string): string =>
  patterns.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === 0) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => redactValue(each, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      secretFields.test(key) ? '[redacted]' : redactValue(each, depth - 1),
    ]),
  );
};

const stackLines = 12;
const redactError = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: redactText(error.message),
  stack: redactText((error.stack ?? '').split('\n').slice(0, stackLines).join('\n')),
  ...('code' in error && { code: redactValue(error.code, depth - 1) }),
  ...('kind' in error && { kind: redactValue(error.kind, depth - 1) }),
  ...(error.cause !== undefined && { cause: redactValue(error.cause, depth - 1) }),
});

/** What is logged besides the message, without personal data and secrets, at most six levels deep. */
export const redactFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  redactValue(fields, 6) as Record<string, unknown>;
