import { describe, expect, it } from '@jest/globals';
import { exampleCall, exampleResponse } from '#contracts';
import { decide, type Delivery, type DeliveryCommand, deliveryOf, evolve, mailKeyOf } from '../ledger/ledger.module.js';
import { type MailCopy } from '../mail-copy/mail-copy.module.js';
import { noticeEntries } from './notice.js';

const at = (minute: number): string => new Date(Date.UTC(2016, 10, 7, 2, minute)).toISOString();
const to = { address: 'saraban@nan.example', language: 'th' } as const;
const planned = deliveryOf(
  { meetingId: 'm', recipientId: 'r', kind: 'invitation', ordinal: 1, language: 'th', dueAt: at(0) },
  'c',
);
const after = (delivery: Delivery, ...commands: readonly DeliveryCommand[]): Delivery =>
  commands.reduce((state, command) => evolve(state, decide(state, command)), delivery);
const handedOver = (delivery: Delivery, minute: number, address: string = to.address): Delivery =>
  after(
    delivery,
    { do: 'queue', realNow: at(minute) },
    { do: 'claim', worker: 'w', until: at(minute + 2) },
    { do: 'submit', fence: delivery.fence + 1, now: at(minute), to: { ...to, address } },
  );
const settled = (
  delivery: Delivery,
  minute: number,
  outcome: (DeliveryCommand & { do: 'settle' })['outcome'],
): Delivery =>
  after(delivery, { do: 'settle', fence: delivery.fence, outcome, now: at(minute), usefulUntil: at(1000) });
const said = '250 2.0.0 Ok: queued as 4F1B2';
const taken = settled(handedOver(planned, 1), 2, { kind: 'accepted', said });
const copyOf = (generation: number, kept = true): [string, MailCopy] => {
  const key = mailKeyOf({ id: planned.id, generation });
  return [
    key,
    {
      key,
      deliveryId: planned.id,
      meetingId: 'm',
      recipientId: 'r',
      writtenAt: at(1),
      from: 'sala@ega.example',
      to: to.address,
      sha256: String(generation).repeat(64),
      bytes: 100,
      kept,
    },
  ];
};
const entries = (deliveries: readonly Delivery[], more: Partial<Parameters<typeof noticeEntries>[0]> = {}) =>
  noticeEntries({ deliveries, copies: new Map(), came: [], calls: [], responses: [], messages: [], ...more });
const mail = { kind: 'invitation', deliveryId: planned.id } as const;

describe('the proof that an office was told', () => {
  it('names where and when a mail went, what the server said to it, and the hash of what was sent', () => {
    const [key, copy] = copyOf(1);
    expect(entries([taken], { copies: new Map([[key, copy]]) })).toEqual([
      {
        ...mail,
        at: at(2),
        what: 'left',
        address: to.address,
        said,
        copy: { key, sha256: '1'.repeat(64), bytes: 100, kept: true },
      },
    ]);
    expect(entries([taken])).toEqual([{ ...mail, at: at(2), what: 'left', address: to.address, said }]);
  });

  it('says of each mail that was sent again where it went, each with its own hash', () => {
    const again = settled(
      handedOver(after(taken, { do: 'resend', now: at(10), to: 'other@nan.example' }), 11, 'other@nan.example'),
      12,
      { kind: 'accepted', said: '250 second' },
    );
    expect(
      entries([again], { copies: new Map([copyOf(1), copyOf(2, false)]) }).map(
        ({ at: when, address, said: words, copy }) => [when, address, words, copy?.sha256[0], copy?.kept],
      ),
    ).toEqual([
      [at(1), to.address, said, '1', true],
      [at(12), 'other@nan.example', '250 second', '2', false],
    ]);
  });

  it('does not call a mail sent that came back, nor one that nobody took: it says both of one that was taken first', () => {
    const refused = settled(handedOver(planned, 1), 2, {
      kind: 'rejected',
      error: '550 5.1.1 nobody',
      failure: 'permanent',
    });
    expect(entries([refused])).toEqual([
      { ...mail, at: at(2), what: 'refused', address: to.address, said: '550 5.1.1 nobody' },
    ]);
    const back = after(taken, { do: 'bounce', generation: 1, error: '5.1.1 nobody', failure: 'permanent', now: at(5) });
    expect(entries([back]).map(({ at: when, what, said: words }) => [when, what, words])).toEqual([
      [at(1), 'left', said],
      [at(5), 'refused', '5.1.1 nobody'],
    ]);
  });

  it('keeps what became of each try when another follows, whoever sent it again', () => {
    const elsewhere = 'other@nan.example';
    const bounce = { do: 'bounce', generation: 1, error: '5.1.1 nobody', failure: 'permanent', now: at(5) } as const;
    const resend = { do: 'resend', now: at(10), to: elsewhere } as const;
    const accepted = { kind: 'accepted', said: '250 second' } as const;
    const told = (delivery: Delivery) =>
      entries([delivery], { copies: new Map([copyOf(1), copyOf(2)]) }).map(
        ({ at: when, what, address, said: words, copy }) => [when, what, address, words, copy?.sha256[0]],
      );
    const last = [at(12), 'left', elsewhere, '250 second', '2'];
    const cameBack = settled(handedOver(after(taken, bounce, resend), 11, elsewhere), 12, accepted);
    expect(told(cameBack)).toEqual([
      [at(1), 'left', to.address, said, '1'],
      [at(5), 'refused', to.address, '5.1.1 nobody', undefined],
      last,
    ]);
    const outcome = { kind: 'rejected', error: '550 5.1.1 nobody', failure: 'permanent' } as const;
    const refused = settled(handedOver(planned, 1), 2, outcome);
    expect(told(settled(handedOver(after(refused, resend), 11, elsewhere), 12, accepted))).toEqual([
      [at(2), 'refused', to.address, '550 5.1.1 nobody', '1'],
      last,
    ]);
  });

  it('calls nothing sent of which nobody knows, also once staff have had it sent again', () => {
    const unknown = settled(handedOver(planned, 1), 2, { kind: 'unknown', error: 'it broke off' });
    const waits = after(unknown, { do: 'resolve', decision: 'send-again', now: at(5) });
    const told = (delivery: Delivery) =>
      entries([delivery], { copies: new Map([copyOf(1)]) }).map(({ what, copy }) => [what, copy?.sha256[0]]);
    expect(told(waits)).toEqual([
      ['unknown', '1'],
      ['planned', undefined],
    ]);
    // It is the same mail, of which the copy that was made last is kept.
    expect(told(settled(handedOver(waits, 6), 7, { kind: 'accepted', said }))).toEqual([
      ['unknown', undefined],
      ['left', '1'],
    ]);
  });

  it('says of every other mail why it did not leave', () => {
    const cancelled = after(planned, { do: 'cancel', reason: 'answered' });
    const unknown = settled(handedOver(planned, 1), 2, { kind: 'unknown', error: 'it broke off' });
    const expired = after(planned, { do: 'lapse', reason: 'too late' });
    expect(entries([planned, handedOver(planned, 1), cancelled, unknown, expired]).map(({ what }) => what)).toEqual([
      'planned',
      'planned',
      'cancelled',
      'expired',
      'unknown',
    ]);
  });

  it('stands in the order of time, with calls, answers, what was taken back, and what came', () => {
    const response = { ...exampleResponse, receivedAt: at(30), takenBack: { at: at(40), reason: 'ผิดหน่วยงาน' } };
    const call = { ...exampleCall, at: at(20), note: 'x'.repeat(600) };
    const came = {
      id: 'mail-1',
      way: 'smtp',
      recipient: 'answers@sala.example',
      sha256: '0'.repeat(64),
      bytes: 10,
      receivedAt: at(25),
      revision: 2,
      state: 'noted',
      sort: 'automatic',
      subject: 'ไปราชการ',
      cut: false,
      attachments: [],
    } as const;
    const all = entries([taken], { calls: [call], responses: [response], came: [came] });
    expect(all.map(({ what }) => what)).toEqual(['left', 'called', 'came', 'answered', 'taken-back']);
    expect(all[1]).toMatchObject({ callOutcome: exampleCall.outcome, said: 'x'.repeat(500) });
    expect(all[2]).toMatchObject({ sort: 'automatic', mailId: 'mail-1', subject: 'ไปราชการ' });
    expect(all[3]).toMatchObject({ answer: exampleResponse.answer, channel: exampleResponse.channel });
    expect(all[4]).toMatchObject({ said: 'ผิดหน่วยงาน' });
  });

  it('are told with the short messages to its mobile, and why one was not sent', () => {
    const message = { id: 'm', meetingId: 'm', invitationId: 'r', dueAt: at(1) };
    const messages = [
      { ...message, state: 'handed-over' as const, settledAt: at(2) },
      { ...message, state: 'no-mobile' as const, settledAt: at(4) },
      { ...message, state: 'waiting' as const, dueAt: at(5) },
    ];
    expect(entries([], { messages })).toEqual([
      { at: at(2), what: 'messaged' },
      { at: at(4), what: 'not-messaged', leftOut: 'no-mobile' },
      { at: at(5), what: 'message-waits' },
    ]);
  });
});
