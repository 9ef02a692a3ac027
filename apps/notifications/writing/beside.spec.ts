import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind, exampleMeeting } from '#contracts';
import { type MailContent } from '../mail/mail.module.js';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { appointmentHistory } from './appointment-history.js';
import { deadlineAsTold, meetingAsTold } from './beside.js';
import { type OfficeMail } from './kind.js';
import { mailKinds } from './kinds.js';

const t = (day: number): string => `2016-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
type Fields = {
  readonly ordinal?: number;
  readonly state?: Delivery['state'];
  readonly address?: string;
  readonly attempts?: number;
  readonly content?: MailContent;
  readonly submittedAt?: string;
  readonly acceptedAt?: string;
  readonly past?: Delivery['past'];
  readonly generation?: number;
  readonly sendTo?: string;
  readonly dueAt?: string;
  readonly plannedFor?: string;
};
/** Only what is looked at: a state's own fields are no matter here. */
const mail = (kind: DeliveryKind, { ordinal = 1, state = 'claimed', content, ...rest }: Fields = {}): Delivery =>
  ({
    ...deliveryOf(
      { meetingId: 'm', recipientId: 'r', kind, ordinal, language: 'th', dueAt: t(7), ...(content && { content }) },
      'c',
    ),
    ...rest,
    state,
  }) as Delivery;
const officeMail = ({ kind }: Delivery): OfficeMail => {
  const { office } = mailKinds[kind];
  if (office === undefined) throw new Error(`${kind} goes to no office`);
  return office;
};
const looksBeside = (delivery: Delivery, now: Date): boolean => officeMail(delivery).looksBeside(delivery, now);
const verdict = (
  delivery: Delivery,
  others: readonly Delivery[],
  { address = 'a@x.example', answered = false, late = delivery.attempts > 0 } = {},
) => officeMail(delivery).overtaken(delivery, { others, address, answered, late });
const receipt = (revision: number): MailContent => ({
  receipt: { answer: 'attend', attendeeCount: 1, channel: 'web', receivedAt: t(8), revision },
});
const takenBack = (revision: number): MailContent => ({ takenBack: { responseRevision: 1, revision, toldAt: t(9) } });
const deadline = (day: number, from: number): MailContent => ({
  deadline: { previousReplyBy: t(from), replyBy: t(day), toldAt: t(17) },
});

describe('what a recipient’s other mails make of one', () => {
  const invitation = mail('invitation', { ordinal: 2 });
  it.each([
    ['there is none beside it', [], undefined],
    [
      'one left to the same address, spelled otherwise',
      [mail('invitation', { state: 'accepted', address: 'A@X.Example' })],
      'superseded',
    ],
    [
      'one may have left to the same address',
      [mail('invitation', { state: 'unknown', address: 'a@x.example' })],
      'superseded',
    ],
    ['one left to another address', [mail('invitation', { state: 'accepted', address: 'b@x.example' })], undefined],
    [
      'one was refused at another address',
      [mail('invitation', { state: 'rejected', address: 'b@x.example' })],
      undefined,
    ],
    ['an earlier one is in hand, to whatever address', [mail('invitation', { state: 'claimed' })], 'wait'],
    [
      'an earlier one is being handed over at another address',
      [mail('invitation', { state: 'submitting', address: 'b@x.example' })],
      'wait',
    ],
    [
      'an earlier one waits, which will go to this address',
      [mail('invitation', { state: 'retry-wait', address: 'b@x.example' })],
      'superseded',
    ],
    [
      'an earlier one waits that staff sent to somebody else',
      [mail('invitation', { state: 'planned', generation: 2, sendTo: 'deputy@x.example' })],
      undefined,
    ],
    [
      'one left to the same address before staff sent it to somebody else',
      [
        mail('invitation', {
          state: 'rejected',
          address: 'deputy@x.example',
          past: [{ address: 'a@x.example', leftAt: t(7) }],
        }),
      ],
      'superseded',
    ],
    ['a later one waits', [mail('invitation', { ordinal: 3, state: 'planned' })], undefined],
  ] as const)('an invitation when %s', (_name, others, expected) => {
    expect(verdict(invitation, others)).toBe(expected);
  });

  it('an invitation that staff send again goes, also to an address where one is', () => {
    expect(
      verdict({ ...invitation, generation: 2 }, [mail('invitation', { state: 'accepted', address: 'a@x.example' })]),
    ).toBeUndefined();
    expect(verdict({ ...invitation, generation: 2 }, [mail('invitation', { state: 'planned' })])).toBe('superseded');
  });

  it('an invitation looks beside itself only when it is not the first try of the first, a reminder only when it is late', () => {
    const now = new Date(t(7));
    expect(looksBeside(mail('invitation'), now)).toBe(false);
    expect(looksBeside(mail('invitation', { attempts: 1 }), now)).toBe(true);
    expect(looksBeside(invitation, now)).toBe(true);
    expect(looksBeside(mail('reminder'), now)).toBe(false);
    expect(looksBeside(mail('reminder', { attempts: 1 }), now)).toBe(true);
    expect(looksBeside({ ...mail('reminder'), usefulUntil: t(18) }, now)).toBe(true);
    expect(looksBeside(mail('reminder'), new Date(t(9)))).toBe(true);
  });

  const reminder = (ordinal: number, day: number, fields: Fields = {}) =>
    mail('reminder', { ordinal, dueAt: t(day), state: 'planned', ...fields });
  it.each<[string, Delivery[], 'superseded' | 'wait' | undefined]>([
    ['nothing else waited', [reminder(1, 11, { state: 'accepted', acceptedAt: t(11) })], undefined],
    ['an earlier one waits too', [reminder(1, 11)], undefined],
    ['a later one is due', [reminder(3, 17)], 'superseded'],
    [
      'a later one waits for another try, later still',
      [reminder(3, 20, { plannedFor: t(17), state: 'retry-wait' })],
      'superseded',
    ],
    [
      'an earlier one waits for another try, later',
      [reminder(1, 20, { plannedFor: t(11), state: 'retry-wait' })],
      undefined,
    ],
    ['a later one is in hand', [reminder(3, 17, { state: 'claimed' })], 'superseded'],
    ['a later one left', [reminder(3, 17, { state: 'accepted' })], 'superseded'],
    ['a later one was refused', [reminder(3, 17, { state: 'rejected' })], undefined],
    ['a later one goes to somebody else', [reminder(3, 17, { generation: 2, sendTo: 'deputy@x.example' })], undefined],
    ['its invitation left in time', [mail('invitation', { state: 'accepted', acceptedAt: t(7) })], undefined],
    [
      'its invitation left after it was due',
      [mail('invitation', { state: 'accepted', submittedAt: t(7), acceptedAt: t(16) })],
      'superseded',
    ],
    ['its invitation waits as well', [mail('invitation', { state: 'retry-wait' })], 'superseded'],
    ['its invitation is in hand', [mail('invitation', { state: 'claimed' })], 'wait'],
  ])('a reminder that is late, when %s', (_name, others, expected) => {
    expect(verdict(reminder(2, 15), others, { late: true })).toBe(expected);
    expect(verdict(reminder(2, 15), others, { late: false })).toBeUndefined();
  });

  it('what tells of the day goes unless it is late and a newer one tells of it', () => {
    const told = (ordinal: number, day: number, fields: Fields = {}) =>
      mail('day-before', { ordinal, dueAt: t(day), state: 'planned', ...fields });
    expect(verdict(told(1, 22), [told(2, 23)])).toBeUndefined();
    expect(verdict(told(1, 22, { attempts: 1 }), [told(2, 23)])).toBe('superseded');
    expect(verdict(told(1, 22, { attempts: 1 }), [told(2, 23, { state: 'cancelled' })])).toBeUndefined();
    expect(verdict(told(2, 23, { attempts: 1 }), [told(1, 22, { state: 'accepted' })])).toBeUndefined();
  });

  it('of all that waited for one office only the newest reminder goes', () => {
    const waited = [reminder(1, 11), reminder(2, 15), reminder(3, 17)];
    expect(
      waited.map((each) =>
        verdict(
          each,
          waited.filter((other) => other !== each),
          { late: true },
        ),
      ),
    ).toEqual(['superseded', 'superseded', undefined]);
  });

  it.each([
    ['its answer was taken back', {}, [mail('answer-taken-back', { content: takenBack(4) })], 'superseded'],
    ['an earlier answer was taken back', {}, [mail('answer-taken-back', { content: takenBack(2) })], undefined],
    ['a newer answer came, and it goes in time', {}, [mail('receipt', { ordinal: 2, content: receipt(4) })], undefined],
    [
      'a newer answer came, and it is late',
      { attempts: 1 },
      [mail('receipt', { ordinal: 2, content: receipt(4) })],
      'superseded',
    ],
  ] as const)('a receipt when %s', (_name, fields, others, expected) => {
    expect(verdict(mail('receipt', { content: receipt(3), ...fields }), others)).toBe(expected);
  });

  it('another address to dial, when the office was told of none, and when it was', () => {
    const news = mail('day-before', { ordinal: 9, content: { joining: { dialIn: 'h323:old', toldAt: t(10) } } });
    const first = { ordinal: 1 };
    expect(verdict(news, [mail('day-before', { ...first, state: 'accepted', submittedAt: t(7) })])).toBeUndefined();
    expect(verdict(news, [mail('day-before', { ...first, state: 'planned' })])).toBe('superseded');
    expect(verdict(news, [])).toBe('superseded');
  });

  it('where an office joins, when that was decided once more', () => {
    expect(verdict(mail('hall-decided'), [])).toBeUndefined();
    expect(verdict(mail('hall-decided'), [mail('hall-decided', { ordinal: 2, state: 'planned' })])).toBe('superseded');
  });

  it('the word that an answer was taken back, when the office has answered anew', () => {
    const word = mail('answer-taken-back', { content: takenBack(4) });
    expect(verdict(word, [mail('receipt', { content: receipt(3), state: 'accepted' })])).toBeUndefined();
    expect(verdict(word, [mail('receipt', { ordinal: 2, content: receipt(5), state: 'planned' })])).toBe('superseded');
  });

  it.each([
    ['it was told of the deadline before', [mail('invitation', { state: 'accepted', submittedAt: t(7) })], undefined],
    ['it never heard of the meeting', [mail('invitation', { state: 'rejected', submittedAt: t(7) })], 'superseded'],
    [
      'it was told, and its invitation was sent again in vain',
      [mail('invitation', { state: 'rejected', submittedAt: t(18), past: [{ leftAt: t(7) }] })],
      undefined,
    ],
    [
      'it was told, and its invitation that is sent again waits',
      [mail('invitation', { state: 'planned', past: [{ leftAt: t(7) }] })],
      undefined,
    ],
    [
      'its invitation was refused, then sent again after the move',
      [mail('invitation', { state: 'accepted', submittedAt: t(18), past: [{ address: 'a@x.example' }] })],
      'superseded',
    ],
    ['its invitation leaves this moment', [mail('invitation', { state: 'claimed' })], 'wait'],
    [
      'its invitation left after the move and says the new deadline',
      [mail('invitation', { state: 'accepted', submittedAt: t(18) })],
      'superseded',
    ],
    [
      'the deadline was moved once more',
      [
        mail('invitation', { state: 'accepted', submittedAt: t(7) }),
        mail('deadline-moved', { ordinal: 4, state: 'planned' }),
      ],
      'superseded',
    ],
  ] as const)('the word that the deadline was moved, when %s', (_name, others, expected) => {
    expect(verdict(mail('deadline-moved', { ordinal: 3, content: deadline(21, 18) }), others)).toBe(expected);
  });

  it('the word that the deadline was moved, when the office was told of that deadline last, under another number', () => {
    const invited = mail('invitation', { state: 'accepted', submittedAt: t(7) });
    const again = mail('deadline-moved', { ordinal: 9, content: deadline(21, 18) });
    expect(
      verdict(again, [invited, mail('deadline-moved', { ordinal: 3, state: 'accepted', content: deadline(21, 18) })]),
    ).toBe('superseded');
    expect(
      verdict({ ...again, generation: 2 }, [
        invited,
        mail('deadline-moved', { ordinal: 3, state: 'accepted', content: deadline(21, 18) }),
      ]),
    ).toBeUndefined();
    const since = [
      invited,
      mail('deadline-moved', { ordinal: 3, state: 'accepted', content: deadline(21, 18) }),
      mail('deadline-moved', { ordinal: 4, state: 'accepted', content: deadline(22, 21) }),
    ];
    expect(verdict(again, since)).toBeUndefined();
    expect(deadlineAsTold(again, since)).toBe(t(22));
  });

  it('names the deadline that the office was told of last, over moves that it never heard of', () => {
    const second = mail('deadline-moved', { ordinal: 4, content: deadline(22, 21) });
    expect(deadlineAsTold(second, [])).toBe(t(21));
    expect(
      deadlineAsTold(second, [mail('deadline-moved', { ordinal: 3, state: 'accepted', content: deadline(21, 18) })]),
    ).toBe(t(21));
    expect(
      deadlineAsTold(second, [mail('deadline-moved', { ordinal: 3, state: 'cancelled', content: deadline(21, 18) })]),
    ).toBe(t(18));
  });

  const { title, endsAt, timeZone, place, replyBy } = exampleMeeting;
  const onDay = (day: number) => ({ title, startsAt: t(day), endsAt, timeZone, place, replyBy });
  const change = (from: number, to: number, toldOn = 17): MailContent => ({
    change: { before: onDay(from), after: onDay(to), toldAt: t(toldOn) },
  });
  const changed = mail('meeting-changed', { ordinal: 5, content: change(24, 25) });
  const invited = mail('invitation', { state: 'accepted', submittedAt: t(7) });
  const earlier = (state: Delivery['state'], content: MailContent) =>
    mail('meeting-changed', { ordinal: 4, state, content, submittedAt: t(16) });
  it.each([
    ['the office had heard of it', [invited], false, undefined],
    ['it was invited only since', [mail('invitation', { state: 'accepted', submittedAt: t(18) })], false, 'superseded'],
    ['its invitation is on its way', [mail('invitation', { state: 'claimed' })], false, 'wait'],
    ['it never heard of it', [mail('invitation', { state: 'rejected' })], false, 'superseded'],
    ['it answered, though no mail reached it', [mail('invitation', { state: 'rejected' })], true, undefined],
    ['there is word of a later change', [invited, mail('meeting-changed', { ordinal: 6 })], false, 'superseded'],
    ['it was told of another day before', [invited, earlier('accepted', change(23, 24))], false, undefined],
    ['it is as the office was told last', [invited, earlier('cancelled', change(25, 24))], false, 'superseded'],
  ] as const)('the word that the meeting was changed, when %s', (_name, others, answered, expected) => {
    expect(verdict(changed, others, { answered })).toBe(expected);
  });

  it('names how the meeting was as the office was told of it last, over changes that it never heard of', () => {
    expect(meetingAsTold(changed, [])).toEqual(onDay(24));
    expect(meetingAsTold(changed, [earlier('accepted', change(23, 24))])).toEqual(onDay(24));
    expect(meetingAsTold(changed, [earlier('cancelled', change(23, 24))])).toEqual(onDay(23));
  });

  it.each([
    ['it was invited', [mail('invitation', { state: 'accepted' })], false, undefined],
    ['it has answered, though no mail reached it', [mail('invitation', { state: 'rejected' })], true, undefined],
    ['it never heard of the meeting', [mail('invitation', { state: 'cancelled' })], false, 'superseded'],
    [
      'its invitation was sent again in vain',
      [mail('invitation', { state: 'rejected', past: [{ address: 'a@x.example', leftAt: t(7) }] })],
      false,
      undefined,
    ],
    [
      'its invitation that is sent again waits',
      [mail('invitation', { state: 'retry-wait', past: [{ leftAt: t(7) }] })],
      false,
      undefined,
    ],
    [
      'its invitation was refused twice',
      [mail('invitation', { state: 'rejected', past: [{ address: 'a@x.example' }] })],
      false,
      'superseded',
    ],
    ['its invitation leaves this moment', [mail('invitation', { state: 'claimed' })], false, 'wait'],
  ] as const)('the word that the meeting is off, when %s', (_name, others, answered, expected) => {
    expect(verdict(mail('meeting-cancelled'), others, { answered })).toBe(expected);
  });
});

describe('what a site’s other mails say', () => {
  const appointment = (
    ordinal: number,
    checkId: string,
    state: Delivery['state'],
    occasion: 'first' | 'moved' | 'anew' = 'first',
    day = 14,
  ) =>
    mail('appointment', {
      ordinal,
      state,
      content: {
        appointment: { siteName: { th: 'ก', en: 'a' }, startsAt: t(day), endsAt: t(day), room: 1, occasion, checkId },
      },
    });
  const cancellation = (ordinal: number, checkId: string) => ({
    ...appointment(ordinal, checkId, 'claimed'),
    kind: 'appointment-cancelled' as const,
  });

  it('a cancellation shows the time that the site was told of', () => {
    const history = appointmentHistory(cancellation(2, 'c1'), [
      appointment(1, 'c1', 'accepted', 'first', 14),
      appointment(2, 'c1', 'cancelled', 'moved', 15),
    ]);
    expect(history).toMatchObject({
      siteHeardOfIt: true,
      superseded: false,
      wait: false,
      lastTold: { startsAt: t(14) },
    });
  });

  it('a site that was told of an earlier check only has not heard of this one', () => {
    expect(
      appointmentHistory(cancellation(2, 'c2'), [appointment(1, 'c1', 'accepted'), appointment(2, 'c2', 'rejected')])
        .siteHeardOfIt,
    ).toBe(false);
  });

  it('a new appointment after a cancelled one knows whether the site had heard of that', () => {
    expect(
      appointmentHistory(appointment(2, 'c2', 'claimed', 'anew'), [appointment(1, 'c1', 'accepted')]).siteHeardOfIt,
    ).toBe(true);
    expect(
      appointmentHistory(appointment(2, 'c2', 'claimed', 'anew'), [appointment(1, 'c1', 'rejected')]).siteHeardOfIt,
    ).toBe(false);
  });

  it('what it heard before a mail was sent again in vain it has heard', () => {
    const again = { ...appointment(1, 'c1', 'rejected'), past: [{ address: 'site@x.example', leftAt: t(8) }] };
    expect(appointmentHistory(cancellation(1, 'c1'), [again])).toMatchObject({
      siteHeardOfIt: true,
      lastTold: { startsAt: t(14) },
    });
  });

  it('an appointment that staff send again goes, unless it was moved or cancelled since', () => {
    const again = { ...appointment(1, 'c1', 'claimed'), generation: 2 };
    expect(appointmentHistory(again, [appointment(2, 'c1', 'accepted')]).superseded).toBe(false);
    expect(appointmentHistory(appointment(1, 'c1', 'claimed'), [appointment(2, 'c1', 'accepted')]).superseded).toBe(
      true,
    );
    expect(appointmentHistory(again, [appointment(2, 'c1', 'accepted', 'moved', 15)]).superseded).toBe(true);
    expect(appointmentHistory(again, [appointment(2, 'c1', 'accepted'), cancellation(2, 'c1')]).superseded).toBe(true);
  });

  it('waits while the appointment that it would take back is in hand', () => {
    expect(appointmentHistory(cancellation(1, 'c1'), [appointment(1, 'c1', 'claimed')]).wait).toBe(true);
  });
});

describe('an invitation after one that was withdrawn', () => {
  const left = mail('invitation', { state: 'accepted', address: 'a@x.example' });
  const again = mail('invitation', { ordinal: 2, content: { again: { linkVersion: 2 } } });

  it('goes to an office that had one at this address', () => expect(verdict(again, [left])).toBeUndefined());
  it('goes once', () =>
    expect(
      verdict({ ...again, ordinal: 3 }, [{ ...again, state: 'accepted', address: 'a@x.example' } as Delivery]),
    ).toBe('superseded'));
  it('takes the place of one that still waits with the link from before', () =>
    expect(verdict(mail('invitation'), [again])).toBe('superseded'));
});
