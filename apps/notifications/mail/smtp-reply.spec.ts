import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outcomeOfFailure, unreadyBy } from './smtp-outcome.js';
import { type MailStage, smtpReply, verdictOf } from './smtp-reply.js';

/** 'us: cause', 'address' (this one), 'bad address' (marked), 'message', or the kind of wait. */
const meaning = (stage: MailStage, response: string): string => {
  const reply = smtpReply(response);
  if (reply === undefined) throw new Error(`no reply: ${response}`);
  const verdict = verdictOf(stage, reply);
  switch (verdict.about) {
    case 'us':
      return `us: ${verdict.cause}`;
    case 'address':
      return verdict.bad ? 'bad address' : 'address';
    case 'moment':
      return verdict.wait;
    default:
      return verdict.about;
  }
};

const table: readonly (readonly [stage: MailStage, response: string, meaning: string])[] = [
  // Signing in
  ['sender', '530 5.7.0 Authentication Required. For more information, go to the help page', 'us: sign-in'],
  ['sender', '530 5.5.1 Authentication Required', 'us: sign-in'],
  ['sender', '530 5.7.57 Client not authenticated to send mail', 'us: sign-in'],
  ['sender', '530 Authentication required', 'us: sign-in'],
  ['recipient', '530 5.7.1 Authentication required', 'us: sign-in'],
  ['sender', '535 5.7.8 Error: authentication failed', 'us: sign-in'],
  ['sender', '534 5.7.9 Application-specific password required', 'us: sign-in'],
  ['sender', '538 5.7.11 Encryption required for requested authentication mechanism', 'us: tls'],
  ['sender', '530 5.7.0 Must issue a STARTTLS command first', 'us: tls'],
  ['recipient', '550 5.7.1 Client was not authenticated', 'us: sign-in'],
  ['recipient', '550 authentication required', 'us: sign-in'],
  ['recipient', '503 5.5.4 Error: send AUTH command first, authentication required', 'us: protocol'],
  ['recipient', '503 AUTH first (#5.5.1), authentication required', 'us: sign-in'],
  // The sender
  ['sender', '553 5.7.1 <sala@ega.example>: Sender address rejected: not owned by user relay', 'us: sender'],
  ['recipient', '553 5.7.1 <sala@ega.example>: Sender address rejected: not owned by user relay', 'us: sender'],
  ['sender', '553 5.1.8 Domain of sender address does not exist', 'us: sender'],
  ['sender', '550 5.1.7 Invalid address', 'us: sender'],
  ['sender', '450 4.1.8 Sender address rejected: Domain not found', 'us: sender'],
  ['sender', '550 Sender verify failed', 'us: sender'],
  ['sender', '550 no', 'us: sender'],
  ['sender', '553 sorry, your envelope sender is in my list', 'us: sender'],
  ['sender', '550 5.1.1 User unknown', 'us: sender'],
  ['recipient', '550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'us: sender'],
  ['message', '554 5.2.252 SendAsDenied; not allowed to send as', 'us: sender'],
  // Relaying
  ['recipient', '554 5.7.1 <office@th-50.example>: Relay access denied', 'us: relay'],
  ['recipient', '554 Relay access denied', 'us: relay'],
  ['recipient', '454 4.7.1 <office@th-50.example>: Relay access denied', 'us: relay'],
  ['recipient', '550 5.7.1 Unable to relay', 'us: relay'],
  ['recipient', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'us: relay'],
  ['recipient', '550 relay not permitted', 'us: relay'],
  ['recipient', '553 sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)', 'us: relay'],
  ['recipient', '551 we do not relay', 'us: relay'],
  ['recipient', '550 5.7.64 TenantAttribution; Relay Access Denied', 'us: relay'],
  // Block lists, policy
  [
    'recipient',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.example',
    'us: block-list',
  ],
  ['recipient', '550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus', 'us: block-list'],
  [
    'recipient',
    '550 SC-001 messages from 192.0.2.1 were not sent; part of their network is on our block list',
    'us: block-list',
  ],
  ['sender', '554 Your IP address is listed in the RBL', 'us: block-list'],
  ['recipient', '451 4.7.1 Service unavailable - try again later, listed by dnsbl.example', 'us: block-list'],
  ['message', '550 5.7.1 Message rejected due to poor reputation of the sending host', 'us: block-list'],
  ['message', '550 5.7.26 This mail is unauthenticated, DMARC', 'us: policy'],
  ['message', '550 5.7.23 SPF validation failed', 'us: policy'],
  ['message', '550 5.7.20 No passing DKIM signature found', 'us: policy'],
  ['recipient', '550 5.7.25 The IP address does not have a PTR record', 'us: policy'],
  ['recipient', '450 4.7.25 Client host rejected: cannot find your hostname', 'us: policy'],
  ['recipient', '550 5.7.1 Recipient address rejected: policy', 'us: policy'],
  ['recipient', '550 5.7.1 Access denied', 'us: policy'],
  ['recipient', '550 5.7.0 no', 'us: policy'],
  ['recipient', '550 SPF check failed', 'us: policy'],
  ['recipient', '571 Delivery not authorized', 'us: policy'],
  ['message', '554 5.7.1 Spam message rejected', 'us: policy'],
  ['message', '554 Message refused by policy', 'us: policy'],
  ['message', '554 Transaction failed', 'us: policy'],
  // Quotas and rates
  ['sender', '550 5.4.5 Daily user sending quota exceeded', 'us: quota'],
  ['recipient', '550 5.4.5 Daily sending quota exceeded', 'us: quota'],
  ['message', '550 5.4.5 Daily user sending limit exceeded', 'us: quota'],
  ['recipient', '452 4.5.3 Error: too many recipients', 'us: quota'],
  ['recipient', '452 too many recipients received this hour', 'us: quota'],
  ['recipient', '550 5.5.3 Too many recipients', 'us: quota'],
  ['recipient', '450 4.7.1 Error: too much mail from 192.0.2.1', 'us: quota'],
  ['message', '451 4.7.28 unusual rate of unsolicited mail', 'us: quota'],
  ['recipient', '554 5.7.1 Rate limit exceeded', 'us: quota'],
  ['recipient', '550 Message submission limit per hour reached, limit exceeded', 'us: quota'],
  // The server as a whole
  ['sender', '421 4.3.2 Service shutting down', 'us: busy'],
  ['recipient', '421 4.7.0 Error: too many errors', 'us: quota'],
  ['recipient', '421 Service not available, closing transmission channel', 'us: busy'],
  ['message', '421 4.4.2 connection timed out', 'deferred'],
  ['sender', '452 4.3.1 Insufficient system storage', 'us: busy'],
  ['recipient', '452 4.3.1 Insufficient system resources', 'us: busy'],
  ['sender', '452 Insufficient system storage', 'us: busy'],
  ['sender', '503 5.5.1 Bad sequence of commands', 'us: protocol'],
  ['sender', '501 5.5.4 Invalid arguments', 'us: protocol'],
  ['sender', '504 5.5.4 Unrecognized parameter', 'us: protocol'],
  ['sender', '503 Bad sequence of commands', 'us: protocol'],
  ['message', '503 5.5.1 DATA command used before RCPT', 'us: protocol'],
  ['sender', '500 Syntax error', 'us: protocol'],
  ['recipient', '450 4.7.0 Session encryption is required', 'us: tls'],
  // Greylisting
  ['recipient', '450 4.2.0 <office@th-50.example>: Recipient address rejected: Greylisted, see help', 'greylisted'],
  ['recipient', '451 4.7.1 Greylisting in action, please come back later', 'greylisted'],
  ['recipient', '451 4.7.1 Please try again later', 'greylisted'],
  ['recipient', '450 4.7.1 Please try again in 300 seconds', 'greylisted'],
  ['recipient', '421 Graylisted, please try again later', 'greylisted'],
  ['message', '451 graylisted', 'greylisted'],
  ['sender', '451 4.7.1 Greylisted', 'greylisted'],
  // For now
  ['recipient', '451 4.3.0 Temporary lookup failure', 'deferred'],
  ['recipient', '450 4.1.1 unverified address', 'deferred'],
  ['recipient', '450 4.1.2 Recipient address rejected: Domain not found', 'deferred'],
  ['recipient', '450 mailbox unavailable', 'deferred'],
  ['recipient', '451 4.4.1 no answer from host', 'deferred'],
  ['message', '451 4.3.0 Error: queue file write error', 'deferred'],
  ['message', '451 Requested action aborted: error in processing', 'deferred'],
  ['sender', '451 local error', 'deferred'],
  // The mailbox is full
  ['recipient', '552 5.2.2 Mailbox full', 'full'],
  ['recipient', '452 4.2.2 The email account that you tried to reach is over quota', 'full'],
  ['message', '552 5.2.2 over quota', 'full'],
  ['recipient', '550 5.2.2 mailbox quota exceeded', 'full'],
  ['recipient', '552 Requested mail action aborted: exceeded storage allocation', 'full'],
  ['recipient', '550 Mailbox is full', 'full'],
  ['message', '552 mailbox is full', 'full'],
  ['recipient', '554 delivery error: this user is over quota', 'full'],
  // The address
  [
    'recipient',
    '550 5.1.1 <office@th-50.example>: Recipient address rejected: User unknown in virtual mailbox table',
    'bad address',
  ],
  [
    'recipient',
    '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Please check',
    'bad address',
  ],
  ['recipient', '550 5.1.2 bad destination system', 'bad address'],
  ['recipient', '501 5.1.3 Bad recipient address syntax', 'bad address'],
  ['recipient', '550 5.1.6 Destination mailbox has moved', 'bad address'],
  ['recipient', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found', 'bad address'],
  ['recipient', '556 5.1.10 domain does not accept mail', 'bad address'],
  ['recipient', '550 5.2.1 The email account that you tried to reach is disabled', 'bad address'],
  ['message', '550 5.1.1 User unknown', 'bad address'],
  ['recipient', '550 No such user here', 'bad address'],
  ['recipient', '550 unknown user', 'bad address'],
  ['recipient', '551 User not local; please try another path', 'address'],
  ['recipient', '550 User office does not exist', 'bad address'],
  ['recipient', '550 Unrouteable address', 'bad address'],
  ['recipient', '553 invalid mailbox', 'bad address'],
  ['recipient', '554 5.5.0 this user does not exist', 'bad address'],
  ['recipient', '550 Requested action not taken: mailbox unavailable', 'address'],
  ['recipient', '550 no', 'address'],
  ['recipient', '551 no', 'address'],
  ['recipient', '553 no', 'address'],
  ['recipient', '501 Syntax error in parameters', 'address'],
  ['recipient', '550 5.4.1 Recipient address rejected: Access denied', 'address'],
  ['recipient', '550 5.4.4 Unable to route', 'address'],
  ['recipient', '550 5.6.7 Address needs SMTPUTF8', 'address'],
  ['sender', '553 5.6.7 Non-ASCII addresses not permitted', 'address'],
  // The message
  ['sender', '552 5.3.4 Message size exceeds fixed limit', 'message'],
  ['message', '552 5.3.4 Message too big', 'message'],
  ['recipient', '552 5.2.3 Message exceeds local size limit', 'message'],
  ['message', '552 Message size exceeds fixed maximum message size', 'message'],
  ['sender', '552 message size exceeds fixed maximum message size', 'message'],
  ['message', '554 5.6.0 Message content rejected', 'message'],
  ['message', '554 5.6.1 Body type not supported by remote host', 'message'],
  ['message', '550 refused', 'message'],
];

describe('a mail server’s refusal', () => {
  it.each(table)('at %s, %s, is about %s', (stage, response, expected) => {
    expect(meaning(stage, response)).toBe(expected);
  });

  it('of MAIL FROM never blames the recipient, and none that speaks of us by 5.7 ends a mail', () => {
    const text = fc.constantFrom('no', 'refused', 'User unknown', 'try later', 'policy', 'mailbox full');
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 599 }), text, (code, words) => {
        expect(meaning('sender', `${code} ${words}`)).toMatch(/^(?:us: |message$)/);
      }),
    );
    const stage = fc.constantFrom<MailStage>('sender', 'recipient', 'message');
    // A list that is closed to us, a box with a new owner, and a plain word that there is nobody, are about the address.
    const about = (at: MailStage, detail: number, words: string) =>
      at !== 'sender' && ([2, 17, 18].includes(detail) || (detail <= 1 && words === 'User unknown'));
    fc.assert(
      fc.property(
        stage,
        fc.integer({ min: 550, max: 559 }),
        fc.integer({ min: 0, max: 70 }),
        text,
        (at, code, detail, words) => {
          expect(meaning(at, `${code} 5.7.${detail} ${words}`)).toMatch(
            about(at, detail, words) ? /address$/ : /^us: /,
          );
        },
      ),
    );
  });

  it('for now never ends a mail', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<MailStage>('sender', 'recipient', 'message'),
        fc.integer({ min: 400, max: 499 }),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 30 }),
        (stage, code, subject, detail) => {
          expect(meaning(stage, `${code} 4.${subject}.${detail} User unknown, message too big`)).not.toMatch(
            /address|message/,
          );
        },
      ),
    );
  });
});

const failure = (parts: { code?: string; response?: string; command?: string }, message = 'x') =>
  Object.assign(new Error(message), parts);

describe('a server that lets nobody in', () => {
  it.each([
    [failure({ code: 'ESOCKET', command: 'CONN' }, 'connect ECONNREFUSED 127.0.0.1:25'), 'unreachable'],
    [failure({ code: 'ETIMEDOUT', command: 'CONN' }, 'Greeting never received'), 'unreachable'],
    [failure({ code: 'EDNS', command: 'CONN' }, 'getaddrinfo ENOTFOUND mail.example'), 'unreachable'],
    [failure({ code: 'ECONNECTION', command: 'CONN' }, 'Connection closed unexpectedly'), 'unreachable'],
    [failure({ code: 'ESOCKET', command: 'CONN' }, 'self-signed certificate'), 'tls'],
    [failure({ code: 'ESOCKET', command: 'CONN' }, 'certificate has expired'), 'tls'],
    [failure({ code: 'ETLS', command: 'CONN' }, 'Error initiating TLS'), 'tls'],
    [failure({ code: 'ETLS', command: 'STARTTLS', response: '454 4.7.0 TLS not available' }), 'tls'],
    [failure({ code: 'EAUTH', command: 'AUTH PLAIN', response: '535 5.7.8 Error: authentication failed' }), 'sign-in'],
    [
      failure({ code: 'EAUTH', command: 'AUTH LOGIN', response: '534 5.7.9 Please log in with your browser' }),
      'sign-in',
    ],
    [failure({ code: 'EAUTH', command: 'AUTH PLAIN', response: '538 5.7.11 Encryption required' }), 'tls'],
    [failure({ code: 'EAUTH', command: 'AUTH PLAIN', response: '454 4.7.0 Temporary authentication failure' }), 'busy'],
    [failure({ code: 'EAUTH', command: 'API' }, 'Missing credentials for "PLAIN"'), 'sign-in'],
    [
      failure({ code: 'EPROTOCOL', command: 'CONN', response: '554 5.7.1 You are listed at zen.spamhaus.example' }),
      'block-list',
    ],
    [failure({ code: 'EPROTOCOL', command: 'CONN', response: '554 No SMTP service here' }), 'policy'],
    [failure({ code: 'EPROTOCOL', command: 'CONN', response: '421 4.7.0 Too many connections' }), 'busy'],
    [failure({ code: 'EPROTOCOL', command: 'HELO', response: '502 Command not implemented' }), 'protocol'],
    [
      failure({
        code: 'EPROTOCOL',
        command: 'HELO',
        response: '550 5.7.1 Helo command rejected: need fully-qualified hostname',
      }),
      'policy',
    ],
  ])('%# %s: the lane’s cause is %s', (error, cause) => {
    expect(unreadyBy(error)).toMatchObject({ kind: 'held', cause, asked: false });
  });
});

describe('a failed hand-over', () => {
  it('without a reply is retriable until the message was complete, and unknown from then on', () => {
    const broken = failure({ code: 'ECONNECTION', command: 'CONN' });
    expect(outcomeOfFailure(broken, false).kind).toBe('retriable');
    expect(outcomeOfFailure(broken, true).kind).toBe('unknown');
  });

  it('with a reply is what the reply says, also after the message was complete', () => {
    expect(
      outcomeOfFailure(failure({ code: 'ECONNECTION', command: 'CONN', response: '421 4.3.2 shutting down' }), true),
    ).toMatchObject({ kind: 'held', cause: 'busy' });
    expect(
      outcomeOfFailure(failure({ code: 'EMESSAGE', command: 'DATA', response: '552 5.3.4 too big' }), true),
    ).toMatchObject({ kind: 'rejected', failure: 'technical' });
  });

  it('keeps no address in what it says', () => {
    expect(
      outcomeOfFailure(
        failure({ command: 'RCPT TO', response: '550 5.1.1 <office@chiang-mai.example>: unknown' }),
        false,
      ),
    ).toMatchObject({ error: '550 5.1.1 <…>: unknown' });
  });
});
