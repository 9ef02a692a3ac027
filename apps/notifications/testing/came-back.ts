/** Mails as they come back, in the manner of the programs that write them; every address and word is made up. */
export type ReportedMail = { readonly to: string; readonly about: string; readonly messageId: string };

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');

type Report = {
  readonly from: string;
  readonly subject: string;
  readonly words: string;
  readonly status: string;
  readonly quoted?: string;
  readonly headers?: string;
};
const multipart = (
  { from, subject, words, status, quoted, headers = '' }: Report,
  { to, messageId }: ReportedMail,
): string =>
  crlf(`From: ${from}
To: <${to}>
Subject: ${subject}
Date: Mon, 07 Nov 2016 09:01:00 +0700
Auto-Submitted: auto-replied
${headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"

--=_r
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${words}

--=_r
Content-Type: message/delivery-status

${status}
--=_r
${quoted ?? `Content-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\nSubject: =?utf-8?B?4LmA4LiK4Li04LiN?=\n`}
--=_r--
`);

export const postfix = (
  mail: ReportedMail,
  {
    status = '5.1.1',
    said = '550 5.1.1 <X>: Recipient address rejected: User unknown in virtual mailbox table',
    action = 'failed',
  } = {},
): string =>
  multipart(
    {
      from: 'MAILER-DAEMON@mx1.chiang-mai.example (Mail Delivery System)',
      subject: 'Undelivered Mail Returned to Sender',
      words:
        'This is the mail system at host mx1.chiang-mai.example.\n\nYour message could not be delivered to one or more recipients.',
      status: `Reporting-MTA: dns; mx1.chiang-mai.example
X-Postfix-Queue-ID: 4F2A81
Arrival-Date: Mon, 07 Nov 2016 09:00:58 +0700 (+07)

Final-Recipient: rfc822; ${mail.about}
Original-Recipient: rfc822;${mail.about}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.chiang-mai.example
Diagnostic-Code: smtp; ${said.replace('X', mail.about)}
`,
    },
    mail,
  );

export const exchange = (
  mail: ReportedMail,
  {
    status = '5.1.10',
    said = `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient X not found by SMTP address lookup`,
  } = {},
): string =>
  multipart(
    {
      from: 'Microsoft Outlook <postmaster@chiang-mai.example>',
      subject: 'ส่งไม่สำเร็จ: ขอเชิญเข้าร่วมการประชุม',
      words: `ไม่สามารถส่งข้อความของคุณถึง ${mail.about} ได้\nไม่พบที่อยู่อีเมลนี้ในระบบปลายทาง`,
      headers: 'X-MS-Exchange-Message-Is-Ndr:\n',
      status: `Reporting-MTA: dns;HK2PR01.chiang-mai.example
Received-From-MTA: dns;sala.example
Arrival-Date: Mon, 7 Nov 2016 02:00:58 +0000

Final-Recipient: rfc822;${mail.about}
Action: failed
Status: ${status}
Diagnostic-Code: smtp;${said.replace('X', mail.about)}
X-Display-Name: ${mail.about}
`,
      quoted: `Content-Type: message/rfc822\n\nFrom: Sala <sala@ega.example>\nMessage-ID: ${mail.messageId}\nX-Sala-Delivery: m.inv-1.invitation.1\nSubject: x\n\nbody\n`,
    },
    mail,
  );

export const gmail = (mail: ReportedMail): string =>
  multipart(
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@gmail-like.example>',
      subject: 'Delivery Status Notification (Failure)',
      words: `ไม่พบที่อยู่\n\nข้อความของคุณส่งไม่ถึง ${mail.about} เนื่องจากไม่พบที่อยู่หรือที่อยู่รับอีเมลไม่ได้`,
      headers: 'X-Failed-Recipients: ' + mail.about + '\n',
      status: `Reporting-MTA: dns; gmail-like.example
Arrival-Date: Sun, 06 Nov 2016 18:00:58 -0800 (PST)
X-Original-Message-ID: ${mail.messageId}

Final-Recipient: rfc822; ${mail.about}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 550 5.1.1 Please try double-checking the recipient's email address
Last-Attempt-Date: Sun, 06 Nov 2016 18:00:59 -0800 (PST)
`,
    },
    mail,
  );

export const exim = ({ to, about, messageId }: ReportedMail, said = '550 5.1.1 No such user here'): string =>
  crlf(`X-Failed-Recipients: ${about}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example>
To: ${to}
Subject: Mail delivery failed: returning message to sender
Date: Mon, 07 Nov 2016 09:01:00 +0700

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. The following address(es) failed:

  ${about}
    host mail.chiang-mai.example [192.0.2.25]
    SMTP error from remote mail server after RCPT TO:<${about}>:
    ${said}

------ This is a copy of the message's headers. ------

Message-ID: ${messageId}
From: sala@ega.example
`);

export const qmail = (
  { to, about, messageId }: ReportedMail,
  said = 'Sorry, no mailbox here by that name. (#5.1.1)',
): string =>
  crlf(`From: MAILER-DAEMON@old.example
To: ${to}
Subject: failure notice
Date: 7 Nov 2016 02:01:00 -0000

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${about}>:
${said}

--- Below this line is a copy of the message.

Return-Path: <sala@ega.example>
Message-ID: ${messageId}
Subject: x
`);

type Person = {
  readonly from?: string;
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
  readonly inReplyTo?: string;
  readonly headers?: string;
  readonly messageId?: string;
};
/** What a person or a program writes, in plain text. */
export const written = ({
  from = 'สำนักงาน <revenue@chiang-mai.example>',
  to,
  subject = 'Re: ขอเชิญเข้าร่วมการประชุม',
  text = 'สำนักงานจะเข้าร่วมประชุม 2 ท่าน',
  inReplyTo,
  headers = '',
  messageId = '<7a1@chiang-mai.example>',
}: Person): string =>
  crlf(`From: ${from}
To: <${to}>
Subject: ${subject}
Message-ID: ${messageId}
${inReplyTo === undefined ? '' : `In-Reply-To: ${inReplyTo}\nReferences: ${inReplyTo}\n`}${headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${text}
`);

type Parts = Omit<Person, 'text'> & { readonly parts: readonly string[]; readonly type?: string };
export const inParts = ({ parts, type = 'multipart/mixed', headers = '', ...person }: Parts): string =>
  written({ ...person, text: '', headers: `${headers}` })
    .replace('Content-Type: text/plain; charset=utf-8\r\n', `Content-Type: ${type}; boundary="=_p"\r\n`)
    .replace('Content-Transfer-Encoding: 8bit\r\n', '')
  + crlf(parts.map((part) => `--=_p\n${part}\n`).join('') + '--=_p--\n');

export const calendarAnswer = (person: Omit<Person, 'text'>, partstat: string, uid = 'x@y'): string =>
  inParts({
    ...person,
    type: 'multipart/alternative',
    parts: [
      'Content-Type: text/plain; charset=utf-8\n\nตอบรับแล้ว',
      `Content-Type: text/calendar; charset=utf-8; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:${uid}\nATTENDEE;CN=x;PARTSTAT=${partstat}:mailto:revenue@chi\n ang-mai.example\nEND:VEVENT\nEND:VCALENDAR\n`,
    ],
  });
