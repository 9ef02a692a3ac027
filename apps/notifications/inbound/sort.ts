import { type MailPart, type ReadMail } from './read-mail.js';
import { quotedIn, type Reported, reportsIn, reportsOfExim, reportsOfQmail } from './report.js';

/** Of which mail of ours it speaks, by what it quotes of it. */
export type Quoted = { readonly messageId?: string; readonly deliveryId?: string };

export type Sorted =
  | { readonly sort: 'loop' | 'unclear' | 'automatic' | 'mail-of-a-person' }
  | { readonly sort: 'bounce'; readonly reports: readonly Reported[]; readonly quoted: Quoted }
  | { readonly sort: 'complaint' | 'read-receipt'; readonly quoted: Quoted }
  | { readonly sort: 'calendar-answer'; readonly proposes?: 'attend' | 'decline'; readonly uid?: string };

const isDeliveryStatus = ({ contentType }: MailPart): boolean =>
  /^message\/(?:global-)?delivery-status$/.test(contentType);
const isQuote = ({ contentType }: MailPart): boolean =>
  /^(?:message\/(?:rfc822|global|global-headers)|text\/rfc822-headers)$/.test(contentType);

const quotedBy = ({ parts }: ReadMail): Quoted => {
  const quote = parts.find(isQuote);
  return quote === undefined ? {} : quotedIn(quote.content.toString('utf8'));
};

const bounceOf = (mail: ReadMail): Sorted | undefined => {
  const status = mail.parts.filter(isDeliveryStatus);
  if (status.length > 0 && (mail.contentType === 'multipart/report' || mail.reportType === 'delivery-status')) {
    const reports = status.flatMap(({ content }) => reportsIn(content.toString('utf8')));
    return { sort: 'bounce', reports, quoted: quotedBy(mail) };
  }
  const failed = mail.headers.get('x-failed-recipients');
  const reports = failed === undefined ? reportsOfQmail(mail.text) : reportsOfExim(failed, mail.text);
  if (reports.length === 0) return undefined;
  // The mail itself stands below the report, or with it.
  const quoted = quotedBy(mail);
  const [below] = /^Message-I[Dd]:\s*(<[^<>\s]{1,300}>)/im.exec(mail.text)?.slice(1) ?? [];
  return { sort: 'bounce', reports, quoted: { ...(below !== undefined && { messageId: below }), ...quoted } };
};

const complaintOf = (mail: ReadMail): Sorted | undefined =>
  mail.parts.some(({ contentType }) => contentType === 'message/feedback-report')
    ? { sort: 'complaint', quoted: quotedBy(mail) }
    : undefined;

const receiptOf = (mail: ReadMail): Sorted | undefined => {
  const part = mail.parts.find(({ contentType }) =>
    /^message\/(?:global-)?disposition-notification$/.test(contentType),
  );
  if (part === undefined && mail.reportType !== 'disposition-notification') return undefined;
  const [messageId] =
    /^Original-Message-ID:\s*(<[^<>\s]{1,300}>)/im.exec(part?.content.toString('utf8') ?? '')?.slice(1) ?? [];
  return { sort: 'read-receipt', quoted: { ...quotedBy(mail), ...(messageId !== undefined && { messageId }) } };
};

const isAutomatic = ({ headers }: ReadMail): boolean => {
  const auto = headers.get('auto-submitted');
  return (
    (auto !== undefined && !/^no\b/i.test(auto))
    || headers.has('x-autoreply')
    || headers.has('x-autorespond')
    || /^(?:auto_reply|bulk|junk)\b/i.test(headers.get('precedence') ?? '')
  );
};

/** What a calendar answers: the part of whoever was invited, and the entry that it is about. */
const calendarOf = ({ parts }: ReadMail): Sorted | undefined => {
  const part = parts.find(
    ({ contentType, method, content }) =>
      contentType === 'text/calendar'
      && (method ?? /^METHOD:(\w+)/im.exec(content.toString('utf8'))?.[1])?.toUpperCase() === 'REPLY',
  );
  if (part === undefined) return undefined;
  const lines = part.content
    .toString('utf8')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  const attendee = lines.find((line) => /^ATTENDEE\b/i.test(line)) ?? '';
  const [, said = ''] = /;PARTSTAT="?([A-Z-]+)/i.exec(attendee) ?? [];
  const uid = lines
    .find((line) => /^UID:/i.test(line))
    ?.slice(4)
    .trim();
  const proposes = ({ ACCEPTED: 'attend', DECLINED: 'decline' } as const)[
    said.toUpperCase() as 'ACCEPTED' | 'DECLINED'
  ];
  return {
    sort: 'calendar-answer',
    ...(proposes !== undefined && { proposes }),
    ...(uid !== undefined && uid !== '' && { uid: uid.slice(0, 300) }),
  };
};

/** What a mail is that came: the first that fits. `returnPath`: as its envelope said it, empty for one to which nothing is to be answered. */
export const sortOf = (mail: ReadMail, { returnPath }: { readonly returnPath: string | undefined }): Sorted => {
  if (mail.headers.has('x-sala-delivery')) return { sort: 'loop' };
  const report = bounceOf(mail) ?? complaintOf(mail) ?? receiptOf(mail);
  if (report !== undefined) return report;
  if (returnPath === '') return { sort: 'unclear' };
  if (isAutomatic(mail)) return { sort: 'automatic' };
  return calendarOf(mail) ?? { sort: 'mail-of-a-person' };
};
