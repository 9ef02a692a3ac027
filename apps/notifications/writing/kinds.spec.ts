import { describe, expect, it } from '@jest/globals';
import {
  DeliveryKind,
  exampleMeeting,
  exampleResponse,
  exampleSite,
  GetInvitationStanding,
  ListReadiness,
  type SiteReadiness,
} from '#contracts';
import { type Delivery, deliveryOf } from '../ledger/ledger.module.js';
import { type MailContent } from '../mail/mail.module.js';
import { type AppointmentHistory } from './appointment-history.js';
import { type OfficeFacts } from './kind.js';
import { mailKinds, whyNeedless, whyNotToOffice as whyNot } from './kinds.js';

const standing = GetInvitationStanding.returns.parse(GetInvitationStanding.example.returns);
const now = new Date('2016-11-11T02:00:00.000Z');
const { startsAt: meetingStartsAt, replyBy } = exampleMeeting;
const mail = (kind: DeliveryKind, content?: MailContent): Delivery =>
  deliveryOf(
    {
      meetingId: 'm',
      recipientId: 'r',
      kind,
      ordinal: 1,
      language: 'th',
      dueAt: now.toISOString(),
      ...(content && { content }),
    },
    'c',
  );
const whyNotToOffice = (kind: DeliveryKind, facts: Partial<OfficeFacts> & { readonly content?: MailContent } = {}) => {
  const { content, ...rest } = facts;
  const { office, ...common } = mailKinds[kind];
  return office === undefined
    ? 'goes to no office'
    : whyNot(common, office, { delivery: mail(kind, content), standing, now, meetingStartsAt, ...rest });
};
const closed = { ...standing, open: false };

describe('the check right before a mail to an office is sent', () => {
  it('lets a reminder to a silent office through for as long as it may answer, whatever the deadline says', () => {
    const after = new Date(Date.parse(replyBy) + 1);
    expect(whyNotToOffice('reminder')).toBeUndefined();
    expect(whyNotToOffice('reminder', { now: after })).toBeUndefined();
    expect(whyNotToOffice('reminder', { now: after, standing: closed })).toBe('too-late');
    expect(whyNotToOffice('deadline-moved', { now: after })).toBeUndefined();
    expect(whyNotToOffice('deadline-moved', { now: after, standing: closed })).toBe('too-late');
  });

  it('stops the word that the deadline was moved where it is another by now', () => {
    const movedTo = (to: string): MailContent => ({
      deadline: { previousReplyBy: '2016-11-16T16:59:59.000Z', replyBy: to, toldAt: now.toISOString() },
    });
    expect(whyNotToOffice('deadline-moved', { content: movedTo(standing.replyBy) })).toBeUndefined();
    expect(whyNotToOffice('deadline-moved', { content: movedTo('2016-11-17T16:59:59.000Z') })).toBe('superseded');
  });

  it('stops a reminder to an office that answered a moment ago, but neither its invitation nor its receipt', () => {
    const answered = { standing: { ...standing, answered: true } };
    expect(whyNotToOffice('reminder', answered)).toBe('answered');
    expect(whyNotToOffice('deadline-moved', answered)).toBe('answered');
    expect(whyNotToOffice('invitation', answered)).toBeUndefined();
    expect(whyNotToOffice('receipt', answered)).toBeUndefined();
  });

  it('tells those that come of the day until it begins, and nobody else', () => {
    const comes = { ...closed, answered: true, comes: true };
    expect(whyNotToOffice('day-before', { standing: comes })).toBeUndefined();
    expect(whyNotToOffice('day-before', { standing: { ...comes, comes: false } })).toBe('not-coming');
    expect(whyNotToOffice('day-before', { standing })).toBe('not-coming');
    const begun = new Date(Date.parse(meetingStartsAt) + 1);
    expect(whyNotToOffice('day-before', { standing: comes, now: begun })).toBe('too-late');
  });

  it('stops every mail once the meeting is cancelled or the invitation is withdrawn, but the word that the meeting is off and what somebody is answered', () => {
    const off = { ...closed, meetingStatus: 'cancelled' as const };
    for (const kind of DeliveryKind.options.filter(
      (each) => mailKinds[each].office !== undefined && each !== 'meeting-cancelled' && each !== 'answer-to-mail',
    )) {
      expect(whyNotToOffice(kind, { standing: off })).toBe('meeting-cancelled');
      expect(whyNotToOffice(kind, { standing: { ...closed, status: 'withdrawn' } })).toBe('withdrawn');
      expect(whyNotToOffice(kind, { standing: { ...off, status: 'withdrawn' } })).toBe('meeting-cancelled');
    }
    expect(whyNotToOffice('answer-to-mail', { standing: { ...off, status: 'withdrawn' } })).toBeUndefined();
    expect(whyNotToOffice('meeting-cancelled', { standing: off })).toBeUndefined();
    expect(whyNotToOffice('meeting-cancelled')).toBe('superseded');
    expect(whyNotToOffice('meeting-cancelled', { standing: { ...off, status: 'withdrawn' } })).toBe('withdrawn');
  });

  it('stops every mail once the meeting has begun', () => {
    const begun = { now: new Date(Date.parse(meetingStartsAt) + 1) };
    for (const kind of ['invitation', 'receipt', 'meeting-changed'] as const)
      expect(whyNotToOffice(kind, begun)).toBe('too-late');
    for (const kind of ['reminder', 'deadline-moved'] as const)
      expect(whyNotToOffice(kind, { ...begun, standing: closed })).toBe('too-late');
  });

  const answered = { ...standing, answered: true };
  const { receivedAt } = exampleResponse;
  const receipt: MailContent = { receipt: { answer: 'attend', attendeeCount: 1, channel: 'web', receivedAt } };
  const gone = { ...exampleResponse, takenBack: { at: receivedAt, by: 'staff-desk', reason: 'wrong office' } };
  it.each<[string, typeof standing, 'superseded' | undefined, 'superseded' | undefined]>([
    ['knows the answer', { ...answered, response: exampleResponse }, undefined, 'superseded'],
    ['knows that it was taken back', { ...answered, response: gone }, 'superseded', undefined],
    ['has nothing under its number any more', answered, 'superseded', 'superseded'],
    [
      'has another answer under its number',
      { ...answered, response: { ...exampleResponse, receivedAt: '2016-11-10T03:12:00.000Z' } },
      'superseded',
      'superseded',
    ],
  ])(
    'lets a receipt through, or the word that an answer was taken back, only while registration %s as the mail has it',
    (_what, known, ofReceipt, ofTakenBack) => {
      expect(whyNotToOffice('receipt', { standing: known, content: receipt })).toBe(ofReceipt);
      expect(whyNotToOffice('answer-taken-back', { standing: known })).toBe(ofTakenBack);
    },
  );

  it('tells an office where it joins while that is so, until the meeting begins', () => {
    const siteName = { th: 'ศาลากลางจังหวัดลำพูน', en: 'Lamphun Provincial Hall' };
    const hall = { siteName, reason: 'ใกล้กว่า', revision: 4, toldAt: receivedAt };
    const there = { standing: { ...standing, siteName }, content: { hall } };
    expect(whyNotToOffice('hall-decided', there)).toBeUndefined();
    expect(whyNotToOffice('hall-decided', { ...there, standing })).toBe('superseded');
    expect(whyNotToOffice('hall-decided', { ...there, now: new Date(Date.parse(meetingStartsAt) + 1) })).toBe(
      'too-late',
    );
  });

  it('takes a receipt that comes days after its answer for no use', () => {
    const toldAt = '2016-11-06T02:00:00.000Z';
    expect(
      whyNotToOffice('receipt', {
        standing: { ...answered, response: exampleResponse },
        content: { receipt: { ...receipt.receipt, toldAt } } as MailContent,
      }),
    ).toBe('too-late');
  });
});

const checkStartsAt = '2016-11-14T02:00:00.000Z';
const appointment: MailContent = {
  appointment: {
    siteName: exampleSite.name,
    startsAt: checkStartsAt,
    endsAt: checkStartsAt,
    room: 1,
    occasion: 'first',
  },
};
const heard: AppointmentHistory = { superseded: false, siteHeardOfIt: true, lastTold: undefined, wait: false };
const whyNotToSite = (
  kind: DeliveryKind,
  {
    history = heard,
    at = now,
    cancelled = false,
  }: { readonly history?: AppointmentHistory; readonly at?: Date; readonly cancelled?: boolean } = {},
) =>
  mailKinds[kind].site?.whyNot({
    delivery: mail(kind, appointment),
    meeting: { ...exampleMeeting, ...(cancelled && { status: 'cancelled' }) },
    history,
    now: at,
  });

describe('the check right before a mail to a site is sent', () => {
  it('lets an appointment through until its check starts', () => {
    expect(whyNotToSite('appointment')).toBeUndefined();
    expect(whyNotToSite('appointment', { at: new Date(checkStartsAt) })).toBe('too-late');
  });

  it('stops an appointment that was moved before its mail left', () => {
    expect(whyNotToSite('appointment', { history: { ...heard, superseded: true } })).toBe('superseded');
  });

  it('tells a site that its check is off only if it had heard of one, even when the whole meeting is off', () => {
    expect(whyNotToSite('appointment-cancelled', { cancelled: true })).toBeUndefined();
    expect(whyNotToSite('appointment-cancelled', { history: { ...heard, siteHeardOfIt: false } })).toBe('superseded');
    expect(whyNotToSite('appointment', { cancelled: true })).toBe('meeting-cancelled');
  });

  it('tells a site that the meeting is off only if it had heard of it, until it would have begun', () => {
    const told = { ...heard, lastTold: appointment.appointment };
    expect(whyNotToSite('meeting-cancelled', { cancelled: true, history: told })).toBeUndefined();
    expect(whyNotToSite('meeting-cancelled', { cancelled: true })).toBe('superseded');
    expect(whyNotToSite('meeting-cancelled', { history: told })).toBe('superseded');
    expect(
      whyNotToSite('meeting-cancelled', {
        cancelled: true,
        history: told,
        at: new Date(Date.parse(meetingStartsAt) + 1),
      }),
    ).toBe('too-late');
  });
});

describe('a site and its check', () => {
  const next = { checkId: 'c1', startsAt: checkStartsAt, endsAt: checkStartsAt, room: 1 };
  const [example] = ListReadiness.returns.parse(ListReadiness.example.returns).items;
  const site = { ...example, status: 'booked', attending: 2, next } as SiteReadiness;
  const why = (
    kind: 'check-missing' | 'check-reminder',
    { readiness, at = now, cancelled = false }: { readiness?: SiteReadiness; at?: Date; cancelled?: boolean },
  ) =>
    mailKinds[kind].site?.whyNot({
      delivery: mail(
        kind,
        kind === 'check-missing'
          ? { checkMissing: { siteName: exampleSite.name } }
          : { appointment: { ...next, siteName: exampleSite.name, occasion: 'first' } },
      ),
      meeting: { ...exampleMeeting, ...(cancelled && { status: 'cancelled' }) },
      history: heard,
      readiness,
      now: at,
    });
  it.each<[string | undefined, SiteReadiness | undefined]>([
    [undefined, site],
    [undefined, { ...site, status: 'failed' }],
    [undefined, { ...site, status: 'stale' }],
    ['check-passed', { ...site, status: 'passed' }],
    ['not-coming', { ...site, attending: 0 }],
    ['not-coming', undefined],
  ])('is told that it has passed none, or not, as %p, where it stands like %j', (reason, readiness) =>
    expect(why('check-missing', { ...(readiness && { readiness }) })).toBe(reason),
  );
  it.each<[string | undefined, SiteReadiness]>([
    [undefined, site],
    ['superseded', { ...site, next: { ...next, startsAt: '2016-11-15T02:00:00.000Z' } }],
    ['superseded', { ...site, next: { ...next, checkId: 'c2' } }],
    ['superseded', { ...site, next: undefined }],
  ])('is reminded of it, or not, as %p, where it stands like %j', (reason, readiness) =>
    expect(why('check-reminder', { readiness })).toBe(reason),
  );
  it('hears of neither once that is over, or the meeting is off', () => {
    expect(why('check-reminder', { readiness: site, at: new Date(checkStartsAt) })).toBe('too-late');
    expect(why('check-missing', { readiness: site, at: new Date(meetingStartsAt) })).toBe('too-late');
    for (const kind of ['check-missing', 'check-reminder'] as const)
      expect(why(kind, { readiness: site, cancelled: true })).toBe('meeting-cancelled');
  });
});

describe('until when a mail is of use', () => {
  const until = (
    kind: DeliveryKind,
    {
      answersUntil = replyBy,
      dueAt = now.toISOString(),
      content,
    }: { readonly answersUntil?: string; readonly dueAt?: string; readonly content?: MailContent } = {},
  ) => mailKinds[kind].usefulUntil({ ...mail(kind, content), dueAt }, { ...exampleMeeting, answersUntil });

  it('is for as long as offices may answer, where it asks for an answer', () => {
    const longer = '2016-11-19T16:59:59.000Z';
    for (const kind of ['invitation', 'reminder', 'deadline-moved'] as const) {
      expect(until(kind)).toBe(replyBy);
      expect(until(kind, { answersUntil: longer })).toBe(longer);
    }
    expect(until('invitation', { dueAt: '2016-11-20T02:00:00.000Z' })).toBe(meetingStartsAt);
  });

  it('is the appointment, else the meeting', () => {
    expect(until('appointment', { content: appointment })).toBe(checkStartsAt);
    expect(until('appointment-cancelled', { content: appointment })).toBe(checkStartsAt);
    for (const kind of ['receipt', 'meeting-changed', 'answer-taken-back', 'meeting-cancelled'] as const)
      expect(until(kind)).toBe(meetingStartsAt);
  });
});

describe('a mail that could not be sent in its time', () => {
  const of = (recipient: { responseRevision: number; withdrawn: boolean } | undefined, meetingCancelled = false) =>
    Object.fromEntries(
      DeliveryKind.options.flatMap((kind) => {
        const reason = whyNeedless({ kind, recipient, meetingCancelled });
        return reason === undefined ? [] : [[kind, reason]];
      }),
    );

  it('has failed only if somebody still waits for it', () => {
    expect(of({ responseRevision: 0, withdrawn: false })).toEqual({});
    expect(of(undefined)).toEqual({});
    expect(of({ responseRevision: 2, withdrawn: false })).toEqual({
      reminder: 'answered',
      'deadline-moved': 'answered',
    });
    expect(new Set(Object.values(of({ responseRevision: 0, withdrawn: true })))).toEqual(new Set(['withdrawn']));
    expect(of({ responseRevision: 0, withdrawn: false }, true)).toEqual(
      Object.fromEntries(
        DeliveryKind.options
          .filter((kind) => !['meeting-cancelled', 'appointment-cancelled', 'answer-to-mail'].includes(kind))
          .map((kind) => [kind, 'meeting-cancelled']),
      ),
    );
  });
});
