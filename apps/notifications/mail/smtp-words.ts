import { type LaneCause } from '#contracts';

/** What servers write, as far as it says whom a refusal is about. */
export const words = {
  notOurSender: /sender address rejected|not owned|send as|sendas/i,
  greylist: /gr[ae]y[\s-]?list|postgrey|please (?:re)?try (?:again )?(?:in|after)|(?:re)?try (?:again )?in \d+/i,
  encryption: /starttls|\btls\b|encrypt/i,
  blockList:
    /spamhaus|sorbs|spamcop|barracuda|proofpoint|senderscore|\b[dr]bl\b|dnsbl|\brbl|(?:block|black|deny|reject)[\s-]?list|\bblocked\b|\bbanned\b|listed (?:at|by|in|on)|reputation|\bS3140\b|\bS3150\b|\[TSS09\]|permanently deferred/i,
  relay:
    /(?<![.\w-])relay\w*(?![\w-]*\.\w)(?! (?:limit|quota|rate|(?:recipient|domain)s?(?: (?:table|map))))|rcpthosts|not (?:a )?(?:permitted|allowed) to (?:send|submit) (?:to|through)/i,
  signIn:
    /auth(?:entication|enticate|enticated|orization)? (?:is )?(?:required|failed|unsuccessful|credentials|mechanism)|not authenticated|unauthenticated (?:user|client|submission)|(?:user ?name|password|credentials).{0,40}(?:not accepted|incorrect|invalid|rejected|expired)|smtp auth|log ?in (?:first|required)|application-specific password/i,
  quota:
    /(?:daily|hourly|per (?:day|hour|minute|second)|sending|outgoing|submission)\b.{0,40}(?:quota|limit|exceed|maximum)|(?:quota|limit|maximum).{0,40}(?:daily|per (?:day|hour|minute)|sending|outgoing|messages|recipients|e?mails)|rate[\s-]?limit|throttl|too (?:many|much)|too fast|limit exceeded|exceeded.{0,30}(?:number|rate) of/i,
  sender:
    /sender.{0,40}(?:reject|denied|not|invalid|unknown|refus|mismatch|verif)|send as|sendas|(?:from|sender)[\s-]address|mail from|return[\s-]?path|not owned/i,
  authenticity:
    /\bspf\b|\bdkim\b|\bdmarc\b|sender policy|reverse dns|\bptr\b|(?:find|resolve|verify) your (?:reverse )?(?:hostname|host|ip)|helo|ehlo command/i,
  policy:
    /policy|\bspam|unsolicited|\bjunk\b|not authori[sz]ed|access denied|permission|prohibited|suspicious|administrat|content (?:rejected|filter|denied)|client host rejected|you are not allowed/i,
  full: /mail ?box (?:is |has )?(?:full|exceed)|over[\s-]?quota|quota (?:is )?(?:full|exceeded)|exceed(?:s|ed|ing)? (?:(?:its|the|allocated|storage|mailbox)\s)*(?:quota|storage|allocation|size limit)|out of (?:disk )?(?:space|storage)|insufficient (?:disk |storage )?space|not enough (?:disk )?space/i,
  /** Servers that name a switched-off box or a person's own block. */
  blockedThere:
    /(?:mail ?box|account|user|recipient|addressee)\b.{0,40}(?:\bblocked|\bbanned|black[\s-]?list)|(?:\bblocked|\bbanned|black[\s-]?listed) (?:mail ?box|account|user|recipient)/i,
  /** It is we who are listed, whatever else is said. */
  listed:
    /spamhaus|sorbs|spamcop|barracuda|proofpoint|senderscore|\b[dr]bl\b|dnsbl|\brbl|listed (?:at|by|in|on)|reputation|(?:client|remote|sending|your)\b.{0,30}(?:host|ip\b|address|server|network|domain)|\bip\b|\[\d+\.\d+/i,
  /** The recipient gets too much, from whomever. */
  muchForThem:
    /(?:user|recipient|mail ?box|account|person)s?\b.{0,60}(?:receiv(?:es?|ing|ed)\b.{0,40}(?:quickly|fast|rate|too (?:many|much))|(?:message )?receive limit|per[\s-](?:hour|minute|day)\b.{0,20}limit|limit.{0,30}per[\s-](?:hour|minute|day))|receiv(?:e|ing) (?:limit|quota|rate)|receiving (?:mails?|messages?|e-?mails?) (?:too|at a)|too (?:many|much) (?:messages?|e?mails?|connections?) (?:to|for) (?:this|that|the) (?:user|recipient|mail ?box|account)/i,
  /** It is ours that is used up. */
  ourQuota:
    /\byou(?:['’]ve| have|['’]re| are)?\b.{0,40}(?:limit|quota|too (?:many|much|fast))|\byour\b.{0,40}(?:limit|quota)|(?:daily|hourly|sending|outgoing|submission|outbound)\b.{0,40}(?:limit|quota|exceed)/i,
  restricted: /RESOLVER\.RST\.(?!Send|Recip)/i,
  badSyntax:
    /(?:bad|invalid|malformed|illegal|improper)\b.{0,40}(?:address|recipient|mail ?box|local part)|(?:address|recipient|mail ?box)\b.{0,40}(?:syntax|malformed|invalid|illegal)|syntax.{0,40}(?:address|recipient|mail ?box)|recipient.{0,40}fully[\s-]qualified|domain name required/i,
  nobody:
    /no such (?:user|mailbox|recipient|person|account|address|domain)|(?:user|recipient|mailbox|account|addressee|address|local part)\b.{0,60}(?:unknown|not found|(?:does|do)(?:n['’]t| not) exist|not exist|no longer|disabled|inactive|deactivated|suspended|closed|not known|is not valid|isn['’]t valid)|unknown (?:user|recipient|mailbox|address|local)|(?:invalid|bad) (?:recipient|mailbox|destination|user)|no mailbox|unrouteable|not a valid (?:mailbox|user|recipient)|doesn['’]t have an? \S+ account|domain.{0,40}(?:not found|does(?:n['’]t| not) exist|unknown)/i,
  system:
    /system storage|system resources|service (?:is )?(?:not available|unavailable|shutting)|server (?:is )?(?:busy|overload)|out of memory|too busy/i,
} as const satisfies Record<string, RegExp>;

/** Which of our faults the words name; the first that fits. */
const causes: readonly (readonly [RegExp, LaneCause])[] = [
  [words.blockList, 'block-list'],
  [words.relay, 'relay'],
  [words.signIn, 'sign-in'],
  [words.quota, 'quota'],
  [words.authenticity, 'policy'],
  [words.sender, 'sender'],
  [words.policy, 'policy'],
];
export const causeIn = (text: string): LaneCause | undefined => causes.find(([pattern]) => pattern.test(text))?.[1];

/** The subjects of enhanced status codes that name one of our faults, without the class. */
export const causeByStatus: Readonly<Record<string, LaneCause>> = {
  '7.3': 'tls',
  '7.4': 'tls',
  '7.5': 'tls',
  '7.8': 'sign-in',
  '7.9': 'sign-in',
  '7.10': 'tls',
  '7.11': 'tls',
  '7.13': 'sign-in',
  '7.57': 'sign-in',
  '7.60': 'sender',
  '7.64': 'relay',
  '7.20': 'policy',
  '7.21': 'policy',
  '7.22': 'policy',
  '7.23': 'policy',
  '7.24': 'policy',
  '7.25': 'policy',
  '7.26': 'policy',
  '7.27': 'sender',
  '7.28': 'quota',
  '7.29': 'policy',
};

/**
 * Which of our faults the words of a refusal at an address name beyond doubt, although its status speaks of the address:
 * servers put 5.1.1 before 'Relaying denied'.
 */
export const ourFaultIn = (text: string): LaneCause | undefined => {
  if (words.relay.test(text)) return 'relay';
  if (words.signIn.test(text)) return 'sign-in';
  if (words.ourQuota.test(text)) return 'quota';
  if (
    /sender\b.{0,30}(?:reject|denied|refus|verif|not (?:allowed|permitted|authori))|(?:invalid|unknown|bad) sender/i.test(
      text,
    )
  )
    return 'sender';
  return words.blockList.test(text) && words.listed.test(text) && !words.blockedThere.test(text)
    ? 'block-list'
    : undefined;
};
