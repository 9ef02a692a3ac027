import { decode } from 'html-entities';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';

export type MailPart = {
  readonly contentType: string;
  /** Of `text/calendar`. */
  readonly method?: string;
  readonly fileName?: string;
  readonly content: Buffer;
};

/** A mail as far as it could be read. Nothing in it has been checked: anybody can write anything. */
export type ReadMail = {
  /** The first header of a name, as it stands there; names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly contentType: string;
  readonly reportType?: string;
  readonly from?: { readonly name?: string; readonly address: string };
  readonly replyTo?: string;
  readonly subject: string;
  readonly messageId?: string;
  /** The Message-IDs that it answers, the nearest first. */
  readonly answers: readonly string[];
  readonly text: string;
  readonly parts: readonly MailPart[];
};

/** As much as people read; the original has the rest. */
export const mostText = 100_000;
const mostHtml = 1_000_000;
const mostParts = 100;
const mostReferences = 50;
const mostHeader = 20_000;

const oneLine = (text: string, most: number): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);

/** What a mail says in HTML, as text: nothing of it is ever shown as a page. */
export const textOfHtml = (html: string): string =>
  decode(
    html
      .slice(0, mostHtml)
      .replace(/<(script|style|title)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ')
      .replace(/\s+/g, ' ')
      .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|hr)\b[^<>]*>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const textOf = ({ text, html }: ParsedMail): string => {
  const said = text !== undefined && text.trim() !== '' ? text : typeof html === 'string' ? textOfHtml(html) : '';
  return said
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
};

const headersOf = ({ headerLines }: ParsedMail): ReadonlyMap<string, string> => {
  const headers = new Map<string, string>();
  for (const { key, line } of headerLines ?? []) {
    const value = line.slice(line.indexOf(':') + 1, mostHeader).replace(/\s+/g, ' ');
    if (!headers.has(key)) headers.set(key, value.trim());
  }
  return headers;
};

type Structured = { readonly value: string; readonly params: Readonly<Record<string, string>> };
const structured = (value: unknown): Structured | undefined =>
  typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string'
    ? (value as Structured)
    : undefined;

const partOf = ({ contentType, filename, content, headers }: Attachment): MailPart => {
  const method = structured(headers.get('content-type'))?.params?.['method'];
  const name = filename === undefined ? '' : oneLine(filename, 300);
  return {
    contentType: contentType.toLowerCase(),
    content,
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(name !== '' && { fileName: name }),
  };
};

const firstAddress = (from: ParsedMail['from']): ReadMail['from'] => {
  const [first] = from?.value ?? [];
  const address = oneLine(first?.address ?? '', 320);
  const name = oneLine(first?.name ?? '', 300);
  return address === '' ? undefined : { address, ...(name !== '' && { name }) };
};

const messageIdsIn = (text: string): string[] =>
  [...text.matchAll(/<[^<>\s]{1,300}>/g)].map(([id]) => id).slice(-mostReferences);

/**
 * Reads a mail within limits: mailparser ends at headers of more than 1 MB and at more than a thousand parts.
 * @throws whatever it ends with: then a person has to look at the original
 */
export const readMail = async (raw: Buffer): Promise<ReadMail> => {
  const parsed = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const headers = headersOf(parsed);
  const contentType = structured(parsed.headers.get('content-type'));
  const reportType = contentType?.params?.['report-type'];
  const from = firstAddress(parsed.from);
  const replyTo = firstAddress(parsed.replyTo);
  const answers = [
    ...messageIdsIn(headers.get('in-reply-to') ?? '').toReversed(),
    ...messageIdsIn(headers.get('references') ?? '').toReversed(),
  ];
  return {
    headers,
    contentType: contentType?.value.toLowerCase() ?? 'text/plain',
    ...(reportType !== undefined && { reportType: reportType.toLowerCase() }),
    ...(from !== undefined && { from }),
    ...(replyTo !== undefined && { replyTo: replyTo.address }),
    subject: oneLine(parsed.subject ?? '', 300),
    ...(parsed.messageId !== undefined && { messageId: oneLine(parsed.messageId, 320) }),
    answers: [...new Set(answers)],
    text: textOf(parsed),
    parts: parsed.attachments.slice(0, mostParts).map(partOf),
  };
};
