import { describe, expect, it } from '@jest/globals';
import { type MailStage, smtpReply, verdictOf } from './smtp-reply.js';

/** 'us: cause', 'address', 'bad address', 'message', or the kind of wait. */
const meaning = (stage: MailStage, response: string): string => {
  const reply = smtpReply(response);
  if (reply === undefined) throw new Error(`no reply: ${response}`);
  const verdict = verdictOf(stage, reply);
  return verdict.about === 'us'
    ? `us: ${verdict.cause}`
    : verdict.about === 'moment'
      ? verdict.wait
      : verdict.about === 'address' && verdict.bad
        ? 'bad address'
        : verdict.about;
};

type Row = readonly [stage: MailStage, response: string, meaning: string];
/** As these servers word it; names and numbers are made up. */
const servers: Readonly<Record<string, readonly Row[]>> = {
  'Exchange and Exchange Online': [
    [
      'recipient',
      '550 5.1.90 Your message can’t be sent because you’ve reached your daily limit for message recipients',
      'us: quota',
    ],
    [
      'message',
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      'us: quota',
    ],
    ['recipient', '550 5.1.8 Access denied, bad outbound sender', 'us: sender'],
    ['recipient', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'us: relay'],
    ['recipient', '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required', 'address'],
    ['message', '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized', 'address'],
    [
      'recipient',
      '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated',
      'address',
    ],
    ['recipient', '550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required', 'address'],
    ['recipient', '550 5.7.124 Sender not in allowed-senders list', 'address'],
    [
      'recipient',
      '550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to the recipient',
      'address',
    ],
    ['recipient', '550 5.7.193 Unable to send to this recipient: external senders are not allowed there', 'address'],
    ['recipient', '554 5.2.121 Recipient’s per hour message receive limit from specific sender exceeded', 'deferred'],
    [
      'recipient',
      '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour',
      'deferred',
    ],
    ['message', '554 5.2.122 limit per hour exceeded', 'deferred'],
    [
      'recipient',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      'bad address',
    ],
    ['recipient', '550 5.4.1 Recipient address rejected: Access denied. [AM0.prod.example]', 'address'],
    ['message', '552 5.2.2 STOREDRV.Deliver; mailbox full. The recipient’s mailbox is over quota', 'full'],
    ['sender', '451 4.7.0 Temporary server error. Please try again later. PRX2', 'us: busy'],
    ['recipient', '451 4.7.0 Temporary server error. Please try again later', 'us: busy'],
    ['recipient', '451 4.7.500 Server busy. Please try again later from [192.0.2.1]', 'us: busy'],
    ['recipient', '550 5.7.501 Service unavailable. Access denied, spam abuse detected from IP address', 'us: policy'],
    ['recipient', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'us: block-list'],
    ['recipient', '550 5.7.64 TenantAttribution; Relay Access Denied', 'us: relay'],
    ['sender', '530 5.7.57 Client not authenticated to send mail', 'us: sign-in'],
    ['message', '554 5.2.252 SendAsDenied; sala@ega.example not allowed to send as sala@ega.example', 'us: sender'],
  ],
  Gmail: [
    [
      'recipient',
      '550-5.2.1 The user you are trying to contact is receiving mail too quickly.\n550 5.2.1 Please resend your message at a later time.',
      'deferred',
    ],
    [
      'recipient',
      '550 5.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time',
      'deferred',
    ],
    [
      'recipient',
      '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered',
      'deferred',
    ],
    ['recipient', '552 5.2.2 The email account that you tried to reach is over quota', 'full'],
    ['recipient', '550 5.2.1 The email account that you tried to reach is over quota', 'full'],
    [
      'recipient',
      '550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking',
      'bad address',
    ],
    ['recipient', '550 5.2.1 The email account that you tried to reach is disabled', 'bad address'],
    ['sender', '421 4.7.0 Try again later, closing connection.', 'us: busy'],
    ['recipient', '421 4.7.0 Try again later', 'us: busy'],
    ['message', '550 5.7.26 This mail has been blocked because the sender is unauthenticated', 'us: block-list'],
    [
      'message',
      '421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address',
      'us: quota',
    ],
    ['recipient', '550 5.4.5 Daily SMTP relay limit exceeded for user', 'us: quota'],
    ['message', '550 5.7.1 Daily SMTP relay limit exceeded for customer', 'us: quota'],
    ['recipient', '452 4.5.3 Your message has too many recipients', 'us: quota'],
  ],
  Postfix: [
    [
      'recipient',
      '550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in relay recipient table',
      'bad address',
    ],
    [
      'recipient',
      '550 <x@y.example>: Recipient address rejected: User unknown in relay recipient table',
      'bad address',
    ],
    [
      'recipient',
      '550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in local recipient table',
      'bad address',
    ],
    [
      'recipient',
      '554 5.7.1 <x@y.example>: Recipient address rejected: user x@y.example does not exist',
      'bad address',
    ],
    ['recipient', '554 5.7.1 <x@y.example>: Relay access denied', 'us: relay'],
    ['recipient', '550 5.4.1 <x@y.example>: Relay access denied', 'us: relay'],
    ['recipient', '554 5.7.1 <x@y.example>: Recipient address rejected: Access denied', 'us: policy'],
    ['recipient', '504 5.5.2 <x>: Recipient address rejected: need fully-qualified address', 'bad address'],
    ['recipient', '501 5.1.3 Bad recipient address syntax', 'bad address'],
    ['recipient', '450 4.2.0 <x@y.example>: Recipient address rejected: Greylisted', 'greylisted'],
    ['recipient', '452 4.2.2 <x@y.example>: Recipient address rejected: Mailbox is full', 'full'],
    ['sender', '553 5.7.1 <sala@ega.example>: Sender address rejected: not logged in', 'us: sender'],
    [
      'recipient',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.example',
      'us: block-list',
    ],
    [
      'recipient',
      '550 5.1.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.example',
      'us: block-list',
    ],
  ],
  Exim: [
    ['recipient', '550 relay not permitted', 'us: relay'],
    ['recipient', '550 5.1.2 relay not allowed', 'us: relay'],
    ['recipient', '550 Unrouteable address', 'bad address'],
    ['recipient', '550 Sender verify failed', 'us: sender'],
    ['recipient', '550 5.1.0 <sala@ega.example> sender rejected', 'us: sender'],
    ['recipient', '501 5.5.2 bad address syntax', 'bad address'],
    ['recipient', '550 user is over quota: mailbox is full', 'full'],
    ['recipient', '550 authentication required', 'us: sign-in'],
  ],
  Sendmail: [
    ['recipient', '550 5.1.1 <x@y.example>... User unknown', 'bad address'],
    ['recipient', '550 5.7.1 <x@y.example>... User unknown', 'bad address'],
    ['recipient', '550 5.1.1 <x@y.example>... Relaying denied. Proper authentication required.', 'us: relay'],
    ['recipient', '550 5.7.1 <x@y.example>... Relaying denied', 'us: relay'],
    ['recipient', '553 5.5.4 <x>... bad address', 'bad address'],
    ['recipient', '550 5.2.1 <x@y.example>... Mailbox disabled for this recipient', 'bad address'],
    [
      'sender',
      '553 5.1.8 <sala@ega.example>... Domain of sender address sala@ega.example does not exist',
      'us: sender',
    ],
    ['sender', '552 5.2.2 Over quota', 'us: quota'],
    ['sender', '452 4.2.2 Mailbox full', 'us: quota'],
    ['sender', '552 Over quota', 'us: quota'],
    ['sender', '452 Mailbox full', 'us: quota'],
    ['recipient', '553 5.5.4 <x>... Domain name required', 'bad address'],
    ['recipient', '550 5.2.1 receiving mail too quickly', 'deferred'],
    ['message', '550 5.1.1 <x@y.example>... Relaying denied', 'us: relay'],
    ['message', '550 5.2.1 mailbox blocked', 'bad address'],
  ],
  qmail: [
    ['recipient', '553 sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)', 'us: relay'],
    ['recipient', '550 sorry, no mailbox here by that name. (#5.1.1)', 'bad address'],
    ['recipient', '550 5.1.1 authentication required (#5.5.1)', 'us: sign-in'],
    ['recipient', '550 5.1.1 mailbox full (#5.2.2)', 'full'],
  ],
  Yahoo: [
    ['recipient', '554 delivery error: dd This user doesn’t have a yahoo.example account [-5]', 'bad address'],
    ['message', '554 delivery error: dd This account has been disabled or discontinued [#102]', 'bad address'],
    [
      'sender',
      '553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed',
      'us: block-list',
    ],
    ['recipient', '553 5.7.2 [TSS09] All messages from 192.0.2.1 will be permanently deferred', 'us: block-list'],
    [
      'message',
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
      'us: busy',
    ],
  ],
  'Zimbra and others': [
    ['recipient', '550 5.1.1 account blocked', 'bad address'],
    ['recipient', '550 5.2.1 mailbox blocked', 'bad address'],
    ['recipient', '550 mailbox blocked', 'bad address'],
    ['recipient', '550 5.1.1 blacklisted recipient', 'bad address'],
    ['recipient', '550 5.2.1 This account has been suspended', 'bad address'],
    ['recipient', '550 5.7.17 Mailbox owner has changed', 'bad address'],
    ['recipient', '550 5.7.18 Domain owner has changed', 'bad address'],
    ['recipient', '550 5.7.2 Mailing list expansion prohibited', 'address'],
    ['recipient', '550 your IP address has been blocked', 'us: block-list'],
    ['recipient', '550 5.7.1 Your account has been suspended', 'us: policy'],
    ['sender', '550 your account has been blocked', 'us: block-list'],
    ['recipient', '450 4.1.1 Relay access denied', 'us: relay'],
    ['recipient', '550 5.2.0 too many messages for this mailbox', 'deferred'],
    ['recipient', '550 too many messages to this recipient', 'deferred'],
    ['recipient', '550 5.1.1 you have exceeded your hourly sending limit', 'us: quota'],
    ['recipient', '450 4.7.1 you have exceeded the number of messages per hour', 'us: quota'],
  ],
};

describe.each(Object.entries(servers))('a refusal of %s', (_server, rows) => {
  it.each(rows)('at %s, %s, is about %s', (stage, response, expected) => {
    expect(meaning(stage, response)).toBe(expected);
  });
});
