import { type Call, type NoticeEntry, type Response } from '#contracts';
import { type SortedMail } from '../inbound/inbound.module.js';
import { type Delivery, mailKeyOf, type Past } from '../ledger/ledger.module.js';
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

/** What became of one mail, each time that it was sent. */
const ofDelivery = (delivery: Delivery, copies: Known['copies']): NoticeEntry[] => {
  const { id: deliveryId, kind, dueAt, submittedAt = dueAt, address, lastError = '' } = delivery;
  const mail = { kind, deliveryId };
  const gone = { ...mail, ...(address !== undefined && { address }) };
  const left = (at: string, { said, key = mailKeyOf(delivery), ...to }: Omit<Past, 'leftAt'>): NoticeEntry => ({
    ...mail,
    at,
    what: 'left',
    ...(to.address !== undefined && { address: to.address }),
    ...(said !== undefined && { said: short(said) }),
    ...copyOf(copies.get(key)),
  });
  const earlier = (delivery.past ?? []).flatMap(({ leftAt, ...past }) =>
    leftAt === undefined ? [] : [left(leftAt, past)],
  );
  switch (delivery.state) {
    case 'accepted':
      return [...earlier, left(delivery.acceptedAt, delivery)];
    case 'rejected':
      return [
        ...earlier,
        // It came back: the mail server had taken it.
        ...(delivery.said === undefined ? [] : [left(submittedAt, delivery)]),
        { ...gone, at: submittedAt, what: 'refused', said: short(lastError) },
      ];
    case 'unknown':
      return [
        ...earlier,
        {
          ...gone,
          at: submittedAt,
          what: 'unknown',
          said: short(lastError),
          ...copyOf(copies.get(mailKeyOf(delivery))),
        },
      ];
    case 'expired':
      return [...earlier, { ...gone, at: dueAt, what: 'expired', said: short(lastError) }];
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
