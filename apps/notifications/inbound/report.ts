/** What a report says of one recipient (RFC 3464). Addresses are as it writes them. */
export type Reported = {
  readonly recipients: readonly string[];
  readonly action: 'failed' | 'delayed' | 'arrived';
  /** Such as 5.1.1; where none is named, what follows from the rest. */
  readonly status: string;
  /** The mail server's own words. */
  readonly said: string;
};

const unfolded = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');

/** Longer ones say nothing that is wanted here, and are not searched. */
const mostOfField = 2000;
const mostOfReport = 500_000;

type Fields = ReadonlyMap<string, string>;
const fieldsOf = (block: string): Fields =>
  new Map(
    block.split('\n').flatMap((line) => {
      const [, name, value] = /^([A-Za-z0-9-]+)\s*:\s*(.*)$/.exec(line.slice(0, mostOfField)) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
    }),
  );

/** `rfc822; a@b.example`, also with angle brackets, as xtext or in UTF-8. */
const addressIn = (field: string | undefined): string[] => {
  if (field === undefined) return [];
  const [address] = /[^\s<>;,]+@[^\s<>;,]+/.exec(field.replace(/^[A-Za-z0-9-]+\s*;/, '')) ?? [];
  return address === undefined ? [] : [address.slice(0, 320)];
};

const enhanced = /\b([245])\.\d{1,3}\.\d{1,3}\b/;
/** The status that says most: in many reports the field says 5.0.0 where the server's words say 5.1.1. */
export const statusIn = (field: string, said: string): string | undefined => {
  const [own] = enhanced.exec(field) ?? [];
  const [inWords] = enhanced.exec(said) ?? [];
  return own === undefined || (/\.0\.0$/.test(own) && inWords !== undefined && inWords[0] === own[0])
    ? (inWords ?? own)
    : own;
};

const actions: Readonly<Record<string, Reported['action']>> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'arrived',
  relayed: 'arrived',
  expanded: 'arrived',
};

const reportedBy = (fields: Fields): Reported | undefined => {
  const recipients = [...addressIn(fields.get('original-recipient')), ...addressIn(fields.get('final-recipient'))];
  const stated = (fields.get('action') ?? '').toLowerCase().split(/[\s(]/)[0] ?? '';
  const field = fields.get('status') ?? '';
  if (recipients.length === 0 && stated === '' && field === '') return undefined;
  const said = (fields.get('diagnostic-code') ?? '').replace(/^[A-Za-z0-9-]+\s*;\s*/, '');
  const status = statusIn(field, said);
  const action =
    actions[stated] ?? (status?.startsWith('4') ? 'delayed' : status?.startsWith('2') ? 'arrived' : 'failed');
  return {
    recipients: [...new Set(recipients)],
    action,
    status: status ?? { failed: '5.0.0', delayed: '4.0.0', arrived: '2.0.0' }[action],
    said: (said === '' ? field : said).slice(0, 1000),
  };
};

const mostRecipients = 50;

/** What a `message/delivery-status` says of each recipient. */
export const reportsIn = (content: string): Reported[] =>
  unfolded(content.slice(0, mostOfReport))
    .split(/\n\s*\n/)
    .slice(0, 10 * mostRecipients)
    .flatMap((block) => reportedBy(fieldsOf(block)) ?? [])
    .slice(0, mostRecipients);

/** The headers of a mail that a report quotes: what Message-ID it had, and which of ours it was. */
export const quotedIn = (content: string): { readonly messageId?: string; readonly deliveryId?: string } => {
  const [head = ''] = unfolded(content.slice(0, 200_000)).split('\n\n');
  const fields = fieldsOf(head);
  const [messageId] = /<[^<>\s]{1,300}>/.exec(fields.get('message-id') ?? '') ?? [];
  const deliveryId = fields.get('x-sala-delivery');
  return {
    ...(messageId !== undefined && { messageId }),
    ...(deliveryId !== undefined && { deliveryId: deliveryId.slice(0, 200) }),
  };
};

/** Exim names who failed in a header, and says why in words. */
export const reportsOfExim = (failed: string, text: string): Reported[] =>
  failed
    .split(',')
    .flatMap((each) => addressIn(each.slice(0, mostOfField)))
    .slice(0, mostRecipients)
    .map((recipient) => {
      const at = text.toLowerCase().indexOf(recipient.toLowerCase());
      const said = text
        .slice(at < 0 ? 0 : at + recipient.length, (at < 0 ? 0 : at + recipient.length) + 600)
        .replace(/\s+/g, ' ')
        .trim();
      return { recipients: [recipient], action: 'failed', status: statusIn('', said) ?? '5.0.0', said };
    });

const ofQmail = /^Hi\. This is the (?:qmail-send program|mail system) at /im;
/** qmail's own form (QSBMF): a paragraph a recipient, which begins with its address. */
export const reportsOfQmail = (text: string): Reported[] => {
  if (!ofQmail.test(text)) return [];
  const [report = ''] = text.split(/\n--- (?:Below this line|Undelivered message)/i);
  return report
    .split(/\n\s*\n/)
    .flatMap((block): Reported[] => {
      const [, recipient, why] = /^\s*<([^<>\s]+@[^<>\s]+)>:\s*\n?([^]*)$/.exec(block.slice(0, mostOfField)) ?? [];
      if (recipient === undefined || why === undefined) return [];
      const said = why.replace(/\s+/g, ' ').trim().slice(0, 600);
      return [{ recipients: [recipient], action: 'failed', status: statusIn('', said) ?? '5.0.0', said }];
    })
    .slice(0, mostRecipients);
};
