import { describe, expect, it } from '@jest/globals';
import { type DeliveryKind } from '#contracts';
import { type DeliveryContent } from './delivery-content.js';
import { type Delivery } from './delivery.js';
import { appointmentHistory } from './appointment-history.js';
import { deadlineAsTold, looksBeside, type OfficeMail, overtaken } from './overtaken.js';
import { planDelivery } from './plan-delivery.js';

const t = (day: number): string => `2016-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
type Fields = { readonly ordinal?: number; readonly state?: Delivery['state']; readonly address?: string; readonly attempts?: number; readonly content?: DeliveryContent; readonly submittedAt?: string };
/** Only what is looked at: a state's own fields are no matter here. */
const mail = (kind: DeliveryKind, { ordinal = 1, state = 'claimed', content, ...rest }: Fields = {}): Delivery =>
  ({ ...planDelivery({ meetingId: 'm', recipientId: 'r', kind, ordinal, language: 'th', dueAt: t(7), ...(content && { content }) }, 'c'), ...rest, state }) as Delivery;
const verdict = (delivery: Delivery, others: readonly Delivery[], { address = 'a@x.example', answered = false } = {}) =>
  overtaken(delivery, delivery.kind as OfficeMail, { others, address, answered });
const receipt = (revision: number): DeliveryContent => ({ receipt: { answer: 'attend', attendeeCount: 1, channel: 'web', receivedAt: t(8), revision } });
const takenBack = (revision: number): DeliveryContent => ({ takenBack: { responseRevision: 1, revision, toldAt: t(9) } });
const deadline = (day: number, from: number): DeliveryContent => ({ deadline: { previousReplyBy: t(from), replyBy: t(day), toldAt: t(17) } });

describe('what a recipient’s other mails make of one', () => {
  const invitation = mail('invitation', { ordinal: 2 });
  it.each([
    ['there is none beside it', [], undefined],
    ['one left to the same address, spelled otherwise', [mail('invitation', { state: 'accepted', address: 'A@X.Example' })], 'superseded'],
    ['one may have left to the same address', [mail('invitation', { state: 'unknown', address: 'a@x.example' })], 'superseded'],
    ['one left to another address', [mail('invitation', { state: 'accepted', address: 'b@x.example' })], undefined],
    ['one was refused at another address', [mail('invitation', { state: 'rejected', address: 'b@x.example' })], undefined],
    ['an earlier one is in hand, to whatever address', [mail('invitation', { state: 'claimed' })], 'wait'],
    ['an earlier one is being handed over at another address', [mail('invitation', { state: 'submitting', address: 'b@x.example' })], 'wait'],
    ['an earlier one waits, which will go to this address', [mail('invitation', { state: 'retry-wait', address: 'b@x.example' })], 'superseded'],
    ['a later one waits', [mail('invitation', { ordinal: 3, state: 'planned' })], undefined],
  ] as const)('an invitation when %s', (_name, others, expected) => {
    expect(verdict(invitation, others)).toBe(expected);
  });

  it('an invitation looks beside itself only when it is not the first try of the first', () => {
    expect(looksBeside(mail('invitation'))).toBe(false);
    expect(looksBeside(mail('invitation', { attempts: 1 }))).toBe(true);
    expect(looksBeside(invitation)).toBe(true);
    expect(looksBeside(mail('reminder'))).toBe(false);
  });

  it.each([
    ['its answer was taken back', {}, [mail('answer-taken-back', { content: takenBack(4) })], 'superseded'],
    ['an earlier answer was taken back', {}, [mail('answer-taken-back', { content: takenBack(2) })], undefined],
    ['a newer answer came, and it goes in time', {}, [mail('receipt', { ordinal: 2, content: receipt(4) })], undefined],
    ['a newer answer came, and it is late', { attempts: 1 }, [mail('receipt', { ordinal: 2, content: receipt(4) })], 'superseded'],
  ] as const)('a receipt when %s', (_name, fields, others, expected) => {
    expect(verdict(mail('receipt', { content: receipt(3), ...fields }), others)).toBe(expected);
  });

  it('the word that an answer was taken back, when the office has answered anew', () => {
    const word = mail('answer-taken-back', { content: takenBack(4) });
    expect(verdict(word, [mail('receipt', { content: receipt(3), state: 'accepted' })])).toBeUndefined();
    expect(verdict(word, [mail('receipt', { ordinal: 2, content: receipt(5), state: 'planned' })])).toBe('superseded');
  });

  it.each([
    ['it was told of the deadline before', [mail('invitation', { state: 'accepted', submittedAt: t(7) })], undefined],
    ['it never heard of the meeting', [mail('invitation', { state: 'rejected', submittedAt: t(7) })], 'superseded'],
    ['its invitation leaves this moment', [mail('invitation', { state: 'claimed' })], 'wait'],
    ['its invitation left after the move and says the new deadline', [mail('invitation', { state: 'accepted', submittedAt: t(18) })], 'superseded'],
    ['the deadline was moved once more', [mail('invitation', { state: 'accepted', submittedAt: t(7) }), mail('deadline-moved', { ordinal: 4, state: 'planned' })], 'superseded'],
  ] as const)('the word that the deadline was moved, when %s', (_name, others, expected) => {
    expect(verdict(mail('deadline-moved', { ordinal: 3, content: deadline(21, 18) }), others)).toBe(expected);
  });

  it('names the deadline that the office was told of last, over moves that it never heard of', () => {
    const second = mail('deadline-moved', { ordinal: 4, content: deadline(22, 21) });
    expect(deadlineAsTold(second, [])).toBe(t(21));
    expect(deadlineAsTold(second, [mail('deadline-moved', { ordinal: 3, state: 'accepted', content: deadline(21, 18) })])).toBe(t(21));
    expect(deadlineAsTold(second, [mail('deadline-moved', { ordinal: 3, state: 'cancelled', content: deadline(21, 18) })])).toBe(t(18));
  });

  it.each([
    ['it was invited', [mail('invitation', { state: 'accepted' })], false, undefined],
    ['it has answered, though no mail reached it', [mail('invitation', { state: 'rejected' })], true, undefined],
    ['it never heard of the meeting', [mail('invitation', { state: 'cancelled' })], false, 'superseded'],
    ['its invitation leaves this moment', [mail('invitation', { state: 'claimed' })], false, 'wait'],
  ] as const)('the word that the meeting is off, when %s', (_name, others, answered, expected) => {
    expect(verdict(mail('meeting-cancelled'), others, { answered })).toBe(expected);
  });
});

describe('what a site’s other mails say', () => {
  const appointment = (ordinal: number, checkId: string, state: Delivery['state'], occasion: 'first' | 'moved' | 'anew' = 'first', day = 14) =>
    mail('appointment', { ordinal, state, content: { appointment: { siteName: { th: 'ก', en: 'a' }, startsAt: t(day), endsAt: t(day), room: 1, occasion, checkId } } });
  const cancellation = (ordinal: number, checkId: string) => ({ ...appointment(ordinal, checkId, 'claimed'), kind: 'appointment-cancelled' as const });

  it('a cancellation shows the time that the site was told of', () => {
    const history = appointmentHistory(cancellation(2, 'c1'), [appointment(1, 'c1', 'accepted', 'first', 14), appointment(2, 'c1', 'cancelled', 'moved', 15)]);
    expect(history).toMatchObject({ siteHeardOfIt: true, superseded: false, wait: false, lastTold: { startsAt: t(14) } });
  });

  it('a site that was told of an earlier check only has not heard of this one', () => {
    expect(appointmentHistory(cancellation(2, 'c2'), [appointment(1, 'c1', 'accepted'), appointment(2, 'c2', 'rejected')]).siteHeardOfIt).toBe(false);
  });

  it('a new appointment after a cancelled one knows whether the site had heard of that', () => {
    expect(appointmentHistory(appointment(2, 'c2', 'claimed', 'anew'), [appointment(1, 'c1', 'accepted')]).siteHeardOfIt).toBe(true);
    expect(appointmentHistory(appointment(2, 'c2', 'claimed', 'anew'), [appointment(1, 'c1', 'rejected')]).siteHeardOfIt).toBe(false);
  });

  it('waits while the appointment that it would take back is in hand', () => {
    expect(appointmentHistory(cancellation(1, 'c1'), [appointment(1, 'c1', 'claimed')]).wait).toBe(true);
  });
});
