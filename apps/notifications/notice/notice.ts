import { type Call, type NoticeEntry, type Response } from '#contracts';
import { type SortedMail } from '../inbound/inbound.module.js';
import { type Delivery, lastTry, mailKeyOf, type Past } from '../ledger/ledger.module.js';
import { type MailCopy } from '../mail-copy/mail-copy.module.js';
import { type KeptMessage } from '../short-message/short-message.module.js';

export type Known = {
  readonly deliveries: readonly Delivery[];
  readonly copies: ReadonlyMap<string, MailCopy>;
  readonly came: readonly Omit<SortedMail, 'text'>[];
  readonly calls: readonly Call[];
  readonly responses: readonly Response[];
  readonly messages: readonly KeptMessage[];
};

const mostSaid = 500;
const short = (text: string): string => text.slice(0, mostSaid);

const copyOf = (copy: MailCopy | undefined): Pick<NoticeEntry, 'copy'> =>
  copy === undefined ? {} : { copy: { key: copy.key, sha256: copy.sha256, bytes: copy.bytes, kept: copy.kept } };

/** It was tried since it was last made to wait by people. */
const triedStates: ReadonlySet<Delivery['state']> = new Set([
  'submitting',
  'retry-wait',
  'accepted',
  'rejected',
  'expired',
  'unknown',
]);

/** What became of one try: that a mail server took it, and that it came back or that nobody knows. */
const ofTry = (
  mail: Pick<NoticeEntry, 'kind' | 'deliveryId'>,
  tried: Past,
  copy: MailCopy | undefined,
): NoticeEntry[] => {
  // Of a try before it was kept how one ended, that it left is all that is known.
  const { address, said, ended, leftAt, triedAt = leftAt } = tried;
  if (leftAt === undefined && ended === undefined) return [];
  const to = { ...mail, ...(address !== undefined && { address }) };
  const taken = ended === undefined || (ended.what === 'refused' && said !== undefined);
  return [
    ...(taken && triedAt !== undefined
      ? [
          {
            ...to,
            at: triedAt,
            what: 'left' as const,
            ...(said !== undefined && { said: short(said) }),
            ...copyOf(copy),
          },
        ]
      : []),
    ...(ended === undefined
      ? []
      : [{ ...to, at: ended.at, what: ended.what, said: short(ended.error), ...(!taken && copyOf(copy)) }]),
  ];
};

/** What became of one mail, each time that it was sent. */
const ofDelivery = (delivery: Delivery, copies: Known['copies']): NoticeEntry[] => {
  const { id: deliveryId, kind, dueAt, past = [] } = delivery;
  const mail = { kind, deliveryId };
  const own = mailKeyOf(delivery);
  const keys = [...past.map(({ key = own }) => key), ...(triedStates.has(delivery.state) ? [own] : [])];
  const earlier = past.flatMap((tried, at) => {
    // Of tries of one and the same mail the last one's copy is kept: it is no proof of what an earlier one said.
    const isLast = keys.lastIndexOf(keys[at] ?? own) === at;
    return ofTry(mail, tried, isLast ? copies.get(keys[at] ?? own) : undefined);
  });
  switch (delivery.state) {
    case 'accepted':
      return [...earlier, ...ofTry(mail, { ...lastTry(delivery), triedAt: delivery.acceptedAt }, copies.get(own))];
    case 'rejected':
    case 'unknown':
    case 'expired':
      return [...earlier, ...ofTry(mail, lastTry(delivery), copies.get(own))];
    case 'cancelled':
      return [
        ...earlier,
        {
          ...mail,
          at: dueAt,
          what: 'cancelled',
          cancelReason: delivery.cancelReason,
          ...(delivery.alsoTo !== undefined && { address: delivery.alsoTo }),
        },
      ];
    case 'overdue':
      return [...earlier, { ...mail, at: dueAt, what: 'overdue' }];
    default:
      return [
        ...earlier,
        { ...mail, at: dueAt, what: 'planned', ...(delivery.alsoTo !== undefined && { address: delivery.alsoTo }) },
      ];
  }
};

const ofMail = ({ receivedAt, sort, id, subject, said, from }: Known['came'][number]): NoticeEntry => ({
  at: receivedAt,
  what: 'came',
  sort,
  mailId: id,
  subject,
  ...(said !== undefined && { said: short(said) }),
  ...(from !== undefined && { address: from.address }),
});

const ofCall = ({ at, outcome, note }: Call): NoticeEntry => ({
  at,
  what: 'called',
  callOutcome: outcome,
  ...(note !== undefined && { said: short(note) }),
});

const ofResponse = ({ receivedAt, answer, channel, takenBack }: Response): NoticeEntry[] => [
  { at: receivedAt, what: 'answered', answer, channel },
  ...(takenBack === undefined
    ? []
    : [{ at: takenBack.at, what: 'taken-back' as const, answer, said: short(takenBack.reason) }]),
];

const ofMessage = ({ state, dueAt, settledAt: at = dueAt }: KeptMessage): NoticeEntry => {
  if (state === 'waiting') return { at, what: 'message-waits' };
  return state === 'handed-over' ? { at, what: 'messaged' } : { at, what: 'not-messaged', leftOut: state };
};

/** All that passed between Sala and an office, in the order of time. */
export const noticeEntries = ({ deliveries, copies, came, calls, responses, messages }: Known): NoticeEntry[] =>
  [
    ...deliveries.flatMap((each) => ofDelivery(each, copies)),
    ...came.map(ofMail),
    ...calls.map(ofCall),
    ...responses.flatMap(ofResponse),
    ...messages.map(ofMessage),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
