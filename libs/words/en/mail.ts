import { type Dictionary } from '../dictionary.js';

const toServerStaff =
  'Show the server’s words to whoever runs the mail server. When it is put right, have it tried again; it is also tried again by itself.';

export const mail = {
  answers: { attend: 'Will attend', representative: 'Will send a representative', decline: 'Will not attend' },
  channels: { web: 'Web page', fax: 'Fax', phone: 'Telephone', letter: 'Letter', 'e-mail': 'E-mail' },
  persons: (count) => String(count),
  exampleSite: 'Provincial hall (example)',
  sendingSide: {
    subject: '[Test] Check of how mails are sent',
    text: (relay) => `Sala sent this mail by ${relay} to see whether its mails leave. There is nothing to answer.`,
  },
  shortText: {
    asks: (office: string, title: string, until: string, url: string) =>
      `To ${office}\nPlease reply to the invitation: ${title}, by ${until}\n${url}`,
    over: (office: string, title: string, ask: string) =>
      `To ${office}\nWe have no reply of yours yet: ${title}. The time for replies is over; please tell the coordinator, ${ask}`,
    answered: (office: string, title: string, when: string, url: string) =>
      `To ${office}\nWe have your reply: ${title}, ${when}\nSee it, and the documents: ${url}`,
  },
  digest: {
    answers: (answered: number, invited: number, coming: number, more: number) =>
      `${answered} of ${invited} offices (${coming} coming)${more > 0 ? `, ${more} more than in the last digest` : ''}`,
    offices: (count: number) => (count === 1 ? '1 office' : `${count} offices`),
    nothing: 'Nothing',
    toDo: {
      unknown: (count: number) => `${count} mails of which nobody knows whether they arrived`,
      unreached: (count: number) => `${count} recipients whom mail did not reach`,
      overdue: (count: number) => `${count} mails that are overdue`,
      inbox: (count: number) => `${count} mails in the inbox`,
      calls: (count: number) => `${count} offices to call`,
      announcements: (count: number) => `${count} announcements to be released`,
    },
  },
  testSubject: (subject: string) => `[Test] ${subject}`,
  calendarEntry: (site) => `Link check: ${site}`,
  /** Why no mail leaves, and what to do. */
  lane: {
    unreachable: {
      reason: 'The mail server cannot be reached.',
      advice:
        'See that the mail server and the network are up and that SMTP_URL names it rightly. It is tried again by itself.',
    },
    busy: {
      reason: 'The mail server is busy or out of space.',
      advice: 'It is tried again by itself. If it lasts, tell whoever runs the mail server.',
    },
    tls: {
      reason: 'There is no encrypted connection to the mail server.',
      advice: 'Look at the mail server’s certificate and at the kind of encryption in SMTP_URL (smtp:// or smtps://).',
    },
    protocol: { reason: 'The mail server does not accept Sala’s commands.', advice: toServerStaff },
    'sign-in': {
      reason: 'The mail server does not accept Sala’s user name or password.',
      advice: 'Correct the user name and password in SMTP_URL and restart.',
    },
    sender: {
      reason: 'The mail server does not accept Sala’s sender address.',
      advice: 'See that SALA_MAIL_FROM is an address that the account in SMTP_URL may send from.',
    },
    relay: { reason: 'The mail server does not pass mail on to others for Sala.', advice: toServerStaff },
    'block-list': { reason: 'Sala’s mail server is on a block list.', advice: toServerStaff },
    policy: {
      reason: 'The mail server refuses Sala’s mail by its policy (such as SPF, DKIM, DMARC).',
      advice: toServerStaff,
    },
    quota: {
      reason: 'Sala has sent as much as the mail server allows for now.',
      advice:
        'Mails go on by themselves when the server takes them again. If it is urgent, ask whoever runs it for more.',
    },
  },
  /** What staff can do about a mail that failed or needs a decision. */
  advice: {
    permanent:
      'Mail does not reach this address. Call the office for the right one, correct it in the register, and send again to it.',
    technical:
      'The mail server did not take this mail for a technical reason. Show its words to whoever runs the mail server, then send again, or call the office.',
    expired:
      'It could not be delivered for as long as it was of use. Call the office, or send again if it still helps.',
    unknown:
      'The connection broke before the mail server answered: nobody knows whether it took the mail. Look at its log or ask the office, then say that it arrived, or send again.',
  },
} satisfies Dictionary['mail'];
