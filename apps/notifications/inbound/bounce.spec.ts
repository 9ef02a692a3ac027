import { describe, expect, it } from '@jest/globals';
import { bounceOf, meaningOf } from './bounce.js';
import { type Reported, reportsIn } from './report.js';

const about = 'revenue@chiang-mai.example';
const report = (status: string, said: string, action: Reported['action'] = 'failed'): Reported => ({
  recipients: [about],
  action,
  status,
  said,
});

describe('what a report means', () => {
  it.each<[string, string, 'permanent' | 'temporary' | 'technical', boolean]>([
    ['5.1.1', '550 5.1.1 User unknown', 'permanent', true],
    ['5.1.1', 'ไม่พบผู้ใช้', 'permanent', true],
    ['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'permanent', true],
    ['5.1.2', '550 5.1.2 Host unknown', 'permanent', true],
    ['5.2.1', '550 5.2.1 Mailbox disabled', 'permanent', true],
    ['5.0.0', '550 no such user', 'permanent', true],
    ['5.2.2', '552 5.2.2 Mailbox full', 'temporary', false],
    ['5.7.1', '550 5.7.1 Relaying denied', 'technical', false],
    ['5.1.1', '550 5.1.1 Relaying denied', 'technical', false],
    ['5.7.1', '554 5.7.1 blocked using Spamhaus', 'technical', false],
    ['5.7.26', '550 5.7.26 DMARC policy', 'technical', false],
    ['5.3.4', '552 5.3.4 Message too large', 'technical', false],
    ['5.4.4', '550 5.4.4 Unroutable', 'permanent', false],
    ['4.4.7', '4.4.7 delivery time expired', 'temporary', false],
    ['4.2.2', 'mailbox full for five days', 'temporary', false],
  ])('that failed with %s, %s: %s, nobody there %s', (status, said, failure, nobodyThere) => {
    expect(meaningOf(report(status, said))).toEqual({ is: 'failed', failure, nobodyThere });
  });

  it('of a mail that waits for another try, or that arrived, is no failure', () => {
    expect(meaningOf(report('4.4.1', 'connection timed out', 'delayed'))).toEqual({ is: 'delayed' });
    expect(meaningOf(report('2.1.5', 'delivered', 'arrived'))).toEqual({ is: 'arrived' });
  });
});

describe('what reports say of a mail', () => {
  it('counts what is said of the address that it went to, in whatever spelling', () => {
    expect(bounceOf([report('5.1.1', '550 5.1.1 no')], ['Revenue@Chiang-Mai.example'])).toEqual({
      is: 'failed',
      failure: 'permanent',
      nobodyThere: true,
      said: '550 5.1.1 no',
    });
  });

  it('is of somebody else where an office passes its mail on to an address that is gone', () => {
    const further = { ...report('5.1.1', '550 5.1.1 no such user'), recipients: ['deputy@free.example'] };
    expect(bounceOf([further], [about])).toEqual({ is: 'elsewhere', said: '550 5.1.1 no such user' });
  });

  it('is of the mail that it came back for where it names no address', () => {
    expect(bounceOf([{ ...report('5.1.1', 'no such user'), recipients: [] }], [about])).toMatchObject({
      is: 'failed',
      nobodyThere: true,
      said: '5.1.1 no such user',
    });
  });

  it('takes the failure of several that speak of the address, and repeats no address', () => {
    const both = [report('2.1.5', 'relayed', 'arrived'), report('5.2.1', `550 5.2.1 <${about}> disabled`)];
    expect(bounceOf(both, [about])).toMatchObject({ is: 'failed', said: '550 5.2.1 <…> disabled' });
  });

  it('is nobody’s without any report', () => expect(bounceOf([], [about])).toEqual({ is: 'elsewhere', said: '' }));
});

describe('a delivery status', () => {
  it.each<[string, string, Partial<Reported>[]]>([
    [
      'names the original address beside the final one',
      'Original-Recipient: rfc822;a@x.example\nFinal-Recipient: rfc822;b@y.example\nAction: failed\nStatus: 5.1.1',
      [{ recipients: ['a@x.example', 'b@y.example'] }],
    ],
    [
      'without an action goes by its status',
      'Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;a@x.example\nStatus: 4.4.1',
      [{ action: 'delayed' }],
    ],
    [
      'without a status goes by its action',
      'Final-Recipient: rfc822;a@x.example\nAction: failed',
      [{ status: '5.0.0' }],
    ],
    [
      'whose words say more than its status',
      'Final-Recipient: rfc822;a@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;550 5.1.1 unknown',
      [{ status: '5.1.1' }],
    ],
    [
      'whose words contradict its class keeps it',
      'Final-Recipient: rfc822;a@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;451 4.7.1 later',
      [{ status: '5.0.0' }],
    ],
    [
      'that is folded and in capitals',
      'FINAL-RECIPIENT: RFC822;\r\n <a@x.example>\r\nACTION: FAILED (relayed)\r\nSTATUS: 5.1.1 (bad)\r\n',
      [{ recipients: ['a@x.example'], action: 'failed', status: '5.1.1' }],
    ],
    [
      'with an address in Thai',
      'Final-Recipient: utf-8; ผู้รับ@ไทย.example\nAction: failed\nStatus: 5.1.1',
      [{ recipients: ['ผู้รับ@ไทย.example'] }],
    ],
    [
      'of several',
      'Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822;a@x.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822;b@x.example\nAction: delivered\nStatus: 2.0.0',
      [{ action: 'failed' }, { action: 'arrived' }],
    ],
    ['that says nothing', 'Reporting-MTA: dns; x\n\nX-Nothing: y', []],
    ['that is no text', '\0\0\xff'.repeat(100), []],
  ])('%s', (_what, content, expected) => {
    const reports = reportsIn(content);
    expect(reports).toHaveLength(expected.length);
    expect(reports).toMatchObject(expected);
  });

  it('that is made to be slow is read at once', () => {
    const began = performance.now();
    for (const piece of [
      'a'.repeat(500_000),
      '@'.repeat(500_000),
      '\n \n'.repeat(150_000),
      'Final-Recipient: ' + 'a'.repeat(400_000),
    ])
      reportsIn(piece);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
