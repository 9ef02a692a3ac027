import { type LaneCause } from '#contracts';
import { type Pause } from '../delivery/pauses.js';

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
  | { readonly about: 'moment'; readonly pause: Pause };

/** The reply's last line says it: code, perhaps an enhanced status, words. */
export const smtpReply = (response: string): SmtpReply | undefined => {
  const [, code, status] = /^([2-5]\d\d)[ -](?:#?([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(response) ?? [];
  return code === undefined ? undefined : { code: Number(code), status, text: response.replace(/^\d{3}[ -]/gm, '').replace(/[^\s<>]+@[^\s<>]+/g, '…') };
};

const words = {
  notOurSender: /sender address rejected|not owned|send as|sendas/i,
  greylist: /gr[ae]y[\s-]?list|postgrey|please (?:re)?try (?:again )?(?:in|after)|(?:re)?try (?:again )?in \d+/i,
  encryption: /starttls|\btls\b|encrypt/i,
  blockList: /spamhaus|sorbs|spamcop|barracuda|proofpoint|senderscore|\b[dr]bl\b|dnsbl|\brbl|(?:block|black|deny|reject)[\s-]?list|\bblocked\b|\bbanned\b|listed (?:at|by|in|on)|reputation|\bS3140\b|\bS3150\b/i,
  relay: /(?<![.\w-])relay\w*(?![\w-]*\.\w)|rcpthosts|not (?:a )?(?:permitted|allowed) to (?:send|submit) (?:to|through)/i,
  signIn: /auth(?:entication|enticate|enticated|orization)? (?:is )?(?:required|failed|unsuccessful|credentials|mechanism)|not authenticated|unauthenticated (?:user|client|submission)|(?:user ?name|password|credentials).{0,40}(?:not accepted|incorrect|invalid|rejected|expired)|smtp auth|log ?in (?:first|required)|application-specific password/i,
  quota: /(?:daily|hourly|per (?:day|hour|minute|second)|sending|outgoing|submission)\b.{0,40}(?:quota|limit|exceed|maximum)|(?:quota|limit|maximum).{0,40}(?:daily|per (?:day|hour|minute)|sending|outgoing|messages|recipients|e?mails)|rate[\s-]?limit|throttl|too (?:many|much)|too fast|limit exceeded|exceeded.{0,30}(?:number|rate) of/i,
  sender: /sender.{0,40}(?:reject|denied|not|invalid|unknown|refus|mismatch|verif)|send as|sendas|(?:from|sender)[\s-]address|mail from|return[\s-]?path|not owned/i,
  authenticity: /\bspf\b|\bdkim\b|\bdmarc\b|sender policy|reverse dns|\bptr\b|(?:find|resolve|verify) your (?:reverse )?(?:hostname|host|ip)|helo|ehlo command/i,
  policy: /policy|\bspam|unsolicited|\bjunk\b|not authori[sz]ed|access denied|permission|prohibited|suspicious|administrat|content (?:rejected|filter|denied)|client host rejected|you are not allowed/i,
  full: /mail ?box (?:is |has )?(?:full|exceed)|over[\s-]?quota|quota (?:is )?(?:full|exceeded)|exceed(?:s|ed|ing)? (?:(?:its|the|allocated|storage|mailbox)\s)*(?:quota|storage|allocation|size limit)|out of (?:disk )?(?:space|storage)|insufficient (?:disk |storage )?space|not enough (?:disk )?space/i,
  nobody: /no such (?:user|mailbox|recipient|person|account|address|domain)|(?:user|recipient|mailbox|account|addressee|address|local part)\b.{0,60}(?:unknown|not found|(?:does|do)(?:n['’]t| not) exist|not exist|no longer|disabled|inactive|deactivated|suspended|closed|not known|is not valid|isn['’]t valid)|unknown (?:user|recipient|mailbox|address|local)|(?:invalid|bad) (?:recipient|mailbox|destination|user)|no mailbox|unrouteable|not a valid (?:mailbox|user|recipient)|doesn['’]t have an? \S+ account|domain.{0,40}(?:not found|does(?:n['’]t| not) exist|unknown)/i,
  system: /system storage|system resources|service (?:is )?(?:not available|unavailable|shutting)|server (?:is )?(?:busy|overload)|out of memory|too busy/i,
} as const satisfies Record<string, RegExp>;

/** Which of our faults the words name; the first that fits. */
const causes: readonly (readonly [RegExp, LaneCause])[] = [
  [words.blockList, 'block-list'], [words.relay, 'relay'], [words.signIn, 'sign-in'], [words.quota, 'quota'], [words.authenticity, 'policy'], [words.sender, 'sender'], [words.policy, 'policy'],
];
const causeIn = (text: string): LaneCause | undefined => causes.find(([pattern]) => pattern.test(text))?.[1];

/** The subjects of enhanced status codes that name one of our faults, without the class. */
const causeByStatus: Readonly<Record<string, LaneCause>> = {
  '7.3': 'tls', '7.4': 'tls', '7.5': 'tls', '7.8': 'sign-in', '7.9': 'sign-in', '7.10': 'tls', '7.11': 'tls', '7.13': 'sign-in', '7.57': 'sign-in', '7.60': 'sender', '7.64': 'relay',
  '7.20': 'policy', '7.21': 'policy', '7.22': 'policy', '7.23': 'policy', '7.24': 'policy', '7.25': 'policy', '7.26': 'policy', '7.27': 'sender', '7.28': 'quota', '7.29': 'policy',
};

const us = (cause: LaneCause): Verdict => ({ about: 'us', cause });
const moment = (pause: Pause): Verdict => ({ about: 'moment', pause });
const address = (bad: boolean): Verdict => ({ about: 'address', bad });
const message: Verdict = { about: 'message' };

type Asked = { readonly stage: MailStage; readonly code: number; readonly soft: boolean; readonly text: string };
/** A rule answers, or leaves it to the next. */
type Rule = (asked: Asked, subject: string | undefined) => Verdict | undefined;

/** Codes that name their meaning whatever comes with them. */
const byCode: Rule = ({ code, soft, text }) => {
  if (soft && words.greylist.test(text)) return moment('greylisted');
  if (code === 538 || (code === 530 && words.encryption.test(text))) return us('tls');
  if (code === 530 || code === 534 || code === 535) return us('sign-in');
  if (words.notOurSender.test(text)) return us('sender');
  return words.blockList.test(text) ? us('block-list') : undefined;
};

/** Bad destination mailbox or system, moved away, switched off: nobody reads mail there. */
const nobodyThere: ReadonlySet<string> = new Set(['1.1', '1.2', '1.3', '1.6', '1.10', '2.1']);

/** By the enhanced status code's subject and detail; x.0.0 and the like say nothing. */
const byStatus: Rule = ({ stage, code, soft, text }, subject) => {
  if (subject === undefined) return undefined;
  const [area = '', detail = ''] = subject.split('.');
  if (subject === '1.7' || subject === '1.8') return us('sender');
  if (subject === '2.2') return moment('full');
  if (subject === '2.3' || subject === '3.4') return soft ? moment('deferred') : message;
  if (subject === '4.5' || subject === '5.3') return us('quota');
  if (subject === '3.1' || subject === '3.2') return us('busy');
  if (area === '7') {
    // The usual wording of servers that put off whom they do not know yet.
    if (soft && stage !== 'sender' && detail === '1' && (code === 450 || code === 451) && causeIn(text) === undefined) return moment('greylisted');
    return us(causeByStatus[subject] ?? (words.encryption.test(text) && causeIn(text) === undefined ? 'tls' : (causeIn(text) ?? 'policy')));
  }
  if (subject === '6.7') return soft ? moment('deferred') : address(false);
  if (area === '6') return soft ? moment('deferred') : message;
  if (stage === 'sender') return undefined;
  if (area === '1' || area === '2' || (area === '4' && detail !== '0')) return soft ? moment('deferred') : address(nobodyThere.has(subject));
  if (area === '5' && detail !== '0' && !soft) return words.nobody.test(text) ? address(true) : us('protocol');
  return undefined;
};

/** By the words, where no status says more. */
const byWords: Rule = ({ stage, code, soft, text }) => {
  if (words.relay.test(text)) return us('relay');
  if (words.signIn.test(text)) return us('sign-in');
  if (words.authenticity.test(text)) return us('policy');
  if (stage !== 'sender' && words.full.test(text)) return moment('full');
  if (stage !== 'sender' && words.nobody.test(text) && !/sender/i.test(text)) return soft ? moment('deferred') : address(true);
  if (code === 421) return us(causeIn(text) ?? 'busy');
  if (words.system.test(text) && soft) return us('busy');
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
  if (code < 500) return causeIn(text) === 'policy' ? 'policy' : words.quota.test(text) ? 'busy' : (causeIn(text) ?? 'busy');
  return causeIn(text) ?? (stage === 'hello' ? 'protocol' : 'policy');
};
