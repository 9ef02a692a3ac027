import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type OutgoingMail } from './mail-transport.js';
import { type RawMail } from './smtp-line.js';

export type Sender = { readonly name: string; readonly address: string };

/** A setting such as `Sala (test) <sala@ega.example>`, with or without quotes: all before the address is the name. */
export const senderOf = (setting: string): Sender => {
  const [, name = '', address = setting.trim()] = /^(.*?)\s*<([^<>]+)>\s*$/s.exec(setting) ?? [];
  const quoted = /^"(.*)"$/s.exec(name.trim())?.[1];
  return { name: quoted === undefined ? name.trim() : quoted.replace(/\\(.)/g, '$1'), address: address.trim() };
};

/** The part of Message-IDs after the @: the sender's domain as the wire carries it, in ASCII. */
export const messageIdDomain = (setting: string): string =>
  domainToASCII(/@([^\s<>@]+)>?\s*$/.exec(setting)?.[1] ?? '') || 'sala';

/**
 * Control characters and line ends have no business in a header: a name or subject is one line. What looks like an encoded word
 * (RFC 2047) would be shown as something else: what nobody sees stands in its beginning, so that it is shown as it was typed.
 */
const line = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('=?', '=\u2060?')
    .trim();
const named = ({ name, address }: Sender): Sender => ({ name: line(name), address: line(address) });

/** RFC 2369, and RFC 8058, which is for links of https alone. */
const oneClick = (wrong: OutgoingMail['wrongAddress']): Readonly<Record<string, string>> =>
  wrong === undefined
    ? {}
    : {
        'List-Unsubscribe': `<${wrong.url}>, <${wrong.mailTo}>`,
        ...(wrong.url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      };

/** The mail as it goes over the wire, with the addresses of its envelope. */
export const mimeOf = async (
  {
    deliveryId,
    kind,
    calendar,
    to,
    replyTo,
    returnPath,
    references,
    wrongAddress,
    subject,
    attachments,
    ...parts
  }: OutgoingMail,
  from: Sender,
): Promise<RawMail> => {
  const message = new MailComposer({
    ...parts,
    ...(attachments !== undefined && { attachments: [...attachments] }),
    ...(references !== undefined && { references: [...references] }),
    from: named(from),
    to: named(to),
    replyTo: named(replyTo),
    subject: line(subject),
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
    // RFC 3834, and the header that one widespread server heeds instead: nobody's absence is to be answered to us.
    headers: {
      'X-Sala-Delivery': deliveryId,
      'X-Sala-Kind': kind,
      // What a person wrote says nothing else of itself.
      ...(kind !== 'answer-to-mail' && { 'Auto-Submitted': 'auto-generated' }),
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...oneClick(wrongAddress),
    },
    ...(calendar && { icalEvent: { method: calendar.method, content: calendar.content, filename: 'appointment.ics' } }),
  }).compile();
  const envelope = message.getEnvelope();
  return {
    from: returnPath ?? (envelope.from === false ? '' : String(envelope.from ?? '')),
    to: String([envelope.to ?? []].flat()[0] ?? ''),
    raw: await message.build(),
  };
};
