import { type LaneCause } from '#contracts';
import { type Wait } from './outcome.js';
import { causeByStatus, causeIn, ourFaultIn, words } from './smtp-words.js';

/** What was answered: one of the steps before a mail, or one of a mail's own commands. */
export type SetupStage = 'connection' | 'greeting' | 'hello' | 'tls' | 'sign-in';
export type MailStage = 'sender' | 'recipient' | 'message';

/** A refusal as the server worded it. `status`: the enhanced status code (RFC 3463), such as 5.1.1. */
export type SmtpReply = { readonly code: number; readonly status?: string | undefined; readonly text: string };

/**
 * What a refusal is about: us or the server as a whole, this address, this message, or only this moment. `bad`: the address
 * takes no mail, for this or any other.
 */
export type Verdict =
  | { readonly about: 'us'; readonly cause: LaneCause }
  | { readonly about: 'address'; readonly bad: boolean }
  | { readonly about: 'message' }
  | { readonly about: 'moment'; readonly wait: Wait };

/** 'The user that you tried to reach': it is not about us, though it says 'you'. */
const aboutThem =
  /\s*(?:that |whom |who )?you(?:['’]re| are|['’]ve| have)?(?: been)? (?:tried|try|trying|attempted|attempting|wish(?:ed)?|want(?:ed)?) to (?:reach|contact|send to|e-?mail|deliver to|write to)\s*/gi;

/** The reply's last line says it: code, perhaps an enhanced status, words. */
export const smtpReply = (response: string): SmtpReply | undefined => {
  const [, code, status] = /^([2-5]\d\d)[ -](?:#?([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(response) ?? [];
  return code === undefined
    ? undefined
    : {
        code: Number(code),
        status,
        text: response
          .replace(/^\d{3}[ -]/gm, '')
          .replace(/[^\s<>]+@[^\s<>]+/g, '…')
          .replace(aboutThem, ' '),
      };
};

const us = (cause: LaneCause): Verdict => ({ about: 'us', cause });
const moment = (wait: Wait): Verdict => ({ about: 'moment', wait });
const address = (bad: boolean): Verdict => ({ about: 'address', bad });
const message: Verdict = { about: 'message' };

type Asked = { readonly stage: MailStage; readonly code: number; readonly soft: boolean; readonly text: string };
/** A rule answers, or leaves it to the next. */
type Rule = (asked: Asked, subject: string | undefined) => Verdict | undefined;

/** Statuses of addressing and of the mailbox. */
const isOfAddress = (subject: string | undefined): boolean => subject !== undefined && /^[12]\./.test(subject);

/** Codes that name their meaning whatever comes with them. */
const byCode: Rule = ({ stage, code, soft, text }, subject) => {
  if (soft && words.greylist.test(text)) return moment('greylisted');
  if (code === 538 || (code === 530 && words.encryption.test(text))) return us('tls');
  if (code === 530 || code === 534 || code === 535) return us('sign-in');
  if (words.notOurSender.test(text)) return us('sender');
  if (!words.blockList.test(text)) return undefined;
  // A box that is blocked, or a person who blocks, is no list that we are on.
  const theirs =
    stage !== 'sender'
    && (isOfAddress(subject)
      ? ourFaultIn(text) === undefined
      : words.blockedThere.test(text) && !words.listed.test(text));
  return theirs ? undefined : us('block-list');
};

/** Bad destination mailbox or system, moved away, switched off: nobody reads mail there. */
const nobodyThere: ReadonlySet<string> = new Set(['1.1', '1.2', '1.3', '1.6', '1.10', '2.1']);

/** Who may write to the address is settled there: a list or group that takes no mail from us, a box or domain with a new owner. */
const closedToUs: ReadonlySet<string> = new Set([
  '7.2',
  '7.17',
  '7.18',
  '7.124',
  '7.125',
  '7.126',
  '7.127',
  '7.128',
  '7.129',
  '7.133',
  '7.134',
  '7.135',
  '7.136',
  '7.193',
]);
const newOwner: ReadonlySet<string> = new Set(['7.17', '7.18']);
/** The recipient's hourly limit, by Exchange. */
const hourlyThere: ReadonlySet<string> = new Set(['2.121', '2.122']);

/** Statuses of addressing, mailbox and network, where a recipient was named. */
const byAddressStatus = ({ soft, text }: Asked, subject: string): Verdict => {
  if (hourlyThere.has(subject) || words.muchForThem.test(text)) return moment('deferred');
  const ours = ourFaultIn(text);
  if (ours !== undefined) return us(ours);
  if (words.full.test(text)) return moment('full');
  if (words.quota.test(text) && !words.nobody.test(text))
    return subject.startsWith('2.') ? moment('deferred') : us('quota');
  return soft ? moment('deferred') : address(nobodyThere.has(subject));
};

/** Statuses of security and policy: about us, unless they say that the address takes no mail, or none from people like us. */
const byPolicyStatus = ({ stage, code, soft, text }: Asked, subject: string): Verdict => {
  const cause = causeIn(text);
  const [, detail = ''] = subject.split('.');
  if (stage !== 'sender' && !soft) {
    if (closedToUs.has(subject) && (subject !== '7.2' || ourFaultIn(text) === undefined))
      return address(newOwner.has(subject));
    if (words.restricted.test(text)) return address(false);
    const ours =
      ourFaultIn(text) !== undefined || words.authenticity.test(text) || /\byour\b|\bsender\b|\bclient\b/i.test(text);
    if ((detail === '0' || detail === '1') && words.nobody.test(text) && !ours) return address(true);
  }
  const known = causeByStatus[subject];
  if (known !== undefined) return us(known);
  if (cause !== undefined) return us(cause);
  if (words.encryption.test(text)) return us('tls');
  if (!soft) return us('policy');
  // The usual wording of servers that put off whom they do not know yet; other words without a cause say that it is busy.
  return stage !== 'sender' && detail === '1' && (code === 450 || code === 451) ? moment('greylisted') : us('busy');
};

/** By the enhanced status code's subject and detail; x.0.0 and the like say nothing. */
const byStatus: Rule = (asked, subject) => {
  if (subject === undefined) return undefined;
  const { stage, soft, text } = asked;
  const [area = '', detail = ''] = subject.split('.');
  if (subject === '1.7' || subject === '1.8') return us('sender');
  // Before a recipient is named, the box or account that is full is ours.
  if (subject === '2.2') return stage === 'sender' ? us('quota') : moment('full');
  if (subject === '2.3' || subject === '3.4') return soft ? moment('deferred') : message;
  if (subject === '4.5' || subject === '5.3') return us('quota');
  if (subject === '3.1' || subject === '3.2') return us('busy');
  if (area === '7') return byPolicyStatus(asked, subject);
  if (subject === '6.7') return soft ? moment('deferred') : address(false);
  if (area === '6') return soft ? moment('deferred') : message;
  if (stage === 'sender') return undefined;
  if (area === '1' || area === '2' || (area === '4' && detail !== '0')) return byAddressStatus(asked, subject);
  if (area === '5' && detail !== '0' && !soft)
    return words.nobody.test(text) || (stage === 'recipient' && words.badSyntax.test(text))
      ? address(true)
      : us('protocol');
  return undefined;
};

/** By the words, where no status says more. */
const byWords: Rule = ({ stage, code, soft, text }) => {
  if (words.relay.test(text)) return us('relay');
  if (words.signIn.test(text)) return us('sign-in');
  if (words.authenticity.test(text)) return us('policy');
  if (stage !== 'sender' && words.full.test(text)) return moment('full');
  if (stage !== 'sender' && words.muchForThem.test(text) && !words.ourQuota.test(text)) return moment('deferred');
  if (stage !== 'sender' && !soft && words.blockedThere.test(text) && !words.listed.test(text)) return address(true);
  if (stage !== 'sender' && words.nobody.test(text) && !/sender/i.test(text))
    return soft ? moment('deferred') : address(true);
  if (code === 421) return us(causeIn(text) ?? 'busy');
  if (words.system.test(text) && soft) return us('busy');
  // Before a recipient is named, the box that is full is ours.
  if (stage === 'sender' && words.full.test(text)) return us('quota');
  // '552 too much mail data': it is the message that is too large.
  if (code === 552) return undefined;
  const cause = causeIn(text);
  return cause === undefined ? undefined : us(cause);
};

const syntax: ReadonlySet<number> = new Set([500, 501, 502, 503, 504, 555]);

/** By the code and the command alone. */
const byStage = ({ stage, code, soft }: Asked): Verdict => {
  if (soft) return moment('deferred');
  switch (stage) {
    case 'sender':
      if (code === 552) return message;
      return us(syntax.has(code) ? 'protocol' : 'sender');
    case 'recipient':
      if (code === 552) return moment('full');
      if (code === 554 || code === 571) return us('policy');
      return syntax.has(code) && code !== 501 ? us('protocol') : address(false);
    case 'message':
      if (code === 554 || code === 571) return us('policy');
      return syntax.has(code) ? us('protocol') : message;
    default:
      return stage satisfies never;
  }
};

/**
 * What a mail server's refusal means, by the command that it answers, its code, its enhanced status (RFC 3463, 5248) and its
 * words. Refusals of MAIL FROM are about us; those of RCPT about the address, unless they say that they are about us.
 */
export const verdictOf = (stage: MailStage, { code, status, text }: SmtpReply): Verdict => {
  const asked: Asked = { stage, code, soft: code < 500, text };
  const subject = status?.slice(2);
  return byCode(asked, subject) ?? byStatus(asked, subject) ?? byWords(asked, subject) ?? byStage(asked);
};

/** Why a server lets nobody in: what it refuses before any mail is always about it or us. */
export const setupCause = (stage: SetupStage, reply: SmtpReply | undefined): LaneCause => {
  if (stage === 'tls') return 'tls';
  if (reply === undefined) return stage === 'sign-in' ? 'sign-in' : 'unreachable';
  const { code, text } = reply;
  if (words.blockList.test(text)) return 'block-list';
  if (stage === 'sign-in') return code < 500 ? 'busy' : code === 538 ? 'tls' : 'sign-in';
  if (code < 500)
    return causeIn(text) === 'policy' ? 'policy' : words.quota.test(text) ? 'busy' : (causeIn(text) ?? 'busy');
  return causeIn(text) ?? (stage === 'hello' ? 'protocol' : 'policy');
};
