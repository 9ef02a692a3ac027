import { isDeepStrictEqual } from 'node:util';
import { answersUntilOf, type DeliveryKind, replyFieldNames } from '#contracts';
import { dayText, momentText, textIn } from '#words';
import { type Delivery, departures, everLeft, isWaiting } from '../ledger/ledger.module.js';
import {
  type AnswerExtra,
  countsBlanks,
  detailBlanks,
  beforeChange,
  beforeJoining,
  type LetterExtra,
  type LetterVariant,
  manyLines,
  oneLine,
  receiptBlanks,
  sameAddress,
} from '../mail/mail.module.js';
import {
  dayOvertaken,
  deadlineAsTold,
  heardOfMove,
  inHand,
  isLate,
  isResent,
  meetingAsTold,
  ofKinds,
  reminderOvertaken,
  tellsLater,
} from './beside.js';
import { type InvitationStanding, type MailKind, type OfficeFacts, type OfficeMail } from './kind.js';
import { reasonGiven } from './reason-given.js';

type ToOffice = MailKind & { readonly office: OfficeMail };

const earlier = (one: string, other: string): string => (one < other ? one : other);
const untilMeeting: MailKind['usefulUntil'] = (_delivery, { startsAt }) => startsAt;
const whileOpen: MailKind['usefulUntil'] = ({ content }, meeting) => {
  const [own, given = own] = [answersUntilOf(meeting), content?.givenTime?.until];
  return earlier(given > own ? given : own, meeting.startsAt);
};
/** Each invitation that was issued anew is a purpose of its own. */
const issueOf = ({ content }: Delivery): number => content?.again?.linkVersion ?? 0;

const begun = ({ now, meetingStartsAt }: OfficeFacts): boolean => now.toISOString() > meetingStartsAt;
const always = (): boolean => true;
const missing = (deliveryId: string, what: string): Error => new Error(`delivery ${deliveryId}: ${what}`);

/** A receipt that comes so much later than the answer puzzles more than it tells: a long weekend and a day. */
const receiptIsOfUseMs = 4 * 24 * 3_600_000;
const answerIsOfUseMs = 5 * 24 * 3_600_000;
/** What is announced is news for a week. */
const announcementIsOfUseMs = 7 * 24 * 3_600_000;
const thanksAreOfUseMs = 14 * 24 * 3_600_000;
const sinceMs = (now: Date, instant: string | undefined): number =>
  instant === undefined ? 0 : now.getTime() - Date.parse(instant);
/** Whether the answer is the one that registration has under its number, and still counts as said: it may have been set back to before it. */
const isKnown = (
  { receivedAt }: { readonly receivedAt?: string | undefined },
  { response }: InvitationStanding,
): boolean =>
  response !== undefined
  && response.takenBack === undefined
  && (receivedAt === undefined || Date.parse(receivedAt) === Date.parse(response.receivedAt));

const changeVariant = ({ toConfirm, answered, open }: InvitationStanding): LetterVariant => {
  if (toConfirm) return open ? 'confirm' : 'confirm-closed';
  return !open ? 'closed' : answered ? 'answered' : 'plain';
};

/** The kinds of mail to offices. Only the silent are reminded, for as long as they may answer; whether they may, registration says. */
export const officeKinds = {
  'answer-to-mail': {
    // Whoever wrote waits for some days; what is said then is said otherwise.
    usefulUntil: ({ dueAt, plannedFor = dueAt }) => new Date(Date.parse(plannedFor) + answerIsOfUseMs).toISOString(),
    outlivesMeeting: true,
    outlivesInvitation: true,
    office: {
      whyNot: () => undefined,
      looksBeside: () => false,
      overtaken: () => undefined,
      words: ({ delivery }) => {
        const answer = delivery.content?.mailAnswer;
        if (answer === undefined) throw missing(delivery.id, 'what it says is not in it');
        return {
          variant: 'plain',
          blanks: { mailSubject: oneLine(answer.subject), mailAnswer: manyLines(answer.text) },
        };
      },
    },
  },
  invitation: {
    // One that was due after the time for answers is of use until the meeting.
    usefulUntil: ({ dueAt, plannedFor = dueAt }, meeting) =>
      plannedFor <= answersUntilOf(meeting) ? earlier(answersUntilOf(meeting), meeting.startsAt) : meeting.startsAt,
    onceAnAddress: true,
    office: {
      whyNot: (facts) => (begun(facts) ? 'too-late' : undefined),
      looksBeside: ({ ordinal, attempts }) => ordinal > 1 || attempts > 0,
      overtaken: (delivery, { others, address }) => {
        // One office gets one invitation at one address, unless staff want it again.
        const all = ofKinds(others, 'invitation');
        if (all.some((other) => issueOf(other) > issueOf(delivery))) return 'superseded';
        const invitations = all.filter((other) => issueOf(other) === issueOf(delivery));
        if (!isResent(delivery) && invitations.flatMap(departures).some((left) => sameAddress(left.address, address)))
          return 'superseded';
        const before = invitations.filter(({ ordinal }) => ordinal < delivery.ordinal);
        if (before.some(inHand)) return 'wait';
        return before.some(
          (other) => isWaiting(other) && (other.sendTo === undefined || sameAddress(other.sendTo, address)),
        )
          ? 'superseded'
          : undefined;
      },
      words: ({ standing }) => ({
        variant: !standing.open ? 'closed' : standing.answered ? 'answered' : 'plain',
        blanks: {},
      }),
    },
  },
  reminder: {
    usefulUntil: whileOpen,
    forSilentOnly: true,
    office: {
      whyNot: ({ standing }) => (standing.answered ? 'answered' : standing.open ? undefined : 'too-late'),
      looksBeside: isLate,
      overtaken: reminderOvertaken,
      words: ({ meeting, standing, now }) => {
        const lastDay =
          dayText('en', meeting.timeZone, now.toISOString()) === dayText('en', meeting.timeZone, standing.replyBy);
        return { variant: lastDay ? 'last-day' : 'plain', blanks: {} };
      },
    },
  },
  'day-before': {
    usefulUntil: untilMeeting,
    office: {
      whyNot: (facts) => (!facts.standing.comes ? 'not-coming' : begun(facts) ? 'too-late' : undefined),
      looksBeside: (delivery, now) => delivery.content?.joining !== undefined || isLate(delivery, now),
      overtaken: (delivery, beside) => {
        // It was told of nothing else: what tells it of the day says what is so now.
        const isNews = delivery.content?.joining !== undefined && !isResent(delivery);
        if (isNews && !ofKinds(beside.others, 'day-before').some(everLeft)) return 'superseded';
        return dayOvertaken(delivery, beside);
      },
      words: ({ delivery, meeting, standing, language }) => {
        const site = oneLine(textIn(standing.siteName, language));
        const { joining } = delivery.content ?? {};
        if (joining === undefined) return { variant: standing.open ? 'plain' : 'closed', blanks: { site } };
        const { extras, blanks } = beforeJoining(joining, meeting);
        return { variant: 'joining', extras, blanks: { site, ...blanks } };
      },
    },
  },
  thanks: {
    usefulUntil: ({ dueAt, plannedFor = dueAt }) => new Date(Date.parse(plannedFor) + thanksAreOfUseMs).toISOString(),
    office: {
      whyNot: () => undefined,
      looksBeside: isLate,
      overtaken: dayOvertaken,
      words: () => ({ variant: 'plain', blanks: {} }),
    },
  },
  announcement: {
    usefulUntil: ({ dueAt, plannedFor = dueAt }) =>
      new Date(Date.parse(plannedFor) + announcementIsOfUseMs).toISOString(),
    office: {
      // Whom it is for was chosen by people.
      whyNot: () => undefined,
      looksBeside: () => false,
      overtaken: () => undefined,
      words: ({ standing }) => ({
        variant: !standing.open ? 'closed' : standing.answered ? 'answered' : 'plain',
        together: 'answered',
        blanks: {},
      }),
    },
  },
  receipt: {
    usefulUntil: untilMeeting,
    office: {
      whyNot: (facts) => {
        const receipt = facts.delivery.content?.receipt;
        if (receipt !== undefined && !isKnown(receipt, facts.standing)) return 'superseded';
        return begun(facts) || sinceMs(facts.now, receipt?.toldAt) > receiptIsOfUseMs ? 'too-late' : undefined;
      },
      looksBeside: always,
      overtaken: (delivery, { others, late }) => {
        if (tellsLater(delivery, others, 'answer-taken-back')) return 'superseded';
        // Late and no longer what the office said last: its newer receipt says more.
        return late && !isResent(delivery) && tellsLater(delivery, others, 'receipt') ? 'superseded' : undefined;
      },
      words: ({ delivery, meeting, standing, language }) => {
        const receipt = delivery.content?.receipt;
        if (receipt === undefined) throw missing(delivery.id, 'the answer that it confirms is not in it');
        const details = standing.response === undefined ? {} : detailBlanks(standing.response, language, meeting.form);
        const extras: LetterExtra[] = [
          ...Object.keys(details).filter((name): name is AnswerExtra => name.startsWith('answers.')),
          ...(['people', ...replyFieldNames] as const).filter((each) => details[each] !== undefined),
          ...(receipt.late === true ? (['late'] as const) : []),
        ];
        return {
          variant: standing.open ? 'plain' : 'closed',
          extras,
          blanks: { ...receiptBlanks(receipt, language, meeting.timeZone), ...details },
        };
      },
    },
  },
  'deadline-moved': {
    usefulUntil: whileOpen,
    forSilentOnly: true,
    office: {
      whyNot: ({ delivery, standing }) => {
        if (standing.answered) return 'answered';
        if (!standing.open) return 'too-late';
        const movedTo = delivery.content?.deadline?.replyBy;
        return movedTo !== undefined && Date.parse(movedTo) !== Date.parse(standing.replyBy) ? 'superseded' : undefined;
      },
      looksBeside: always,
      overtaken: (delivery, { others }) => {
        const deadline = delivery.content?.deadline;
        if (ofKinds(others, 'deadline-moved').some(({ ordinal }) => ordinal > delivery.ordinal)) return 'superseded';
        if (
          !isResent(delivery)
          && deadline !== undefined
          && heardOfMove(delivery, others)?.replyBy === deadline.replyBy
        )
          return 'superseded';
        const movedAt = deadline?.toldAt ?? delivery.dueAt;
        const mentions = ofKinds(others, 'invitation', 'reminder', 'deadline-moved');
        if (mentions.flatMap(departures).some(({ leftAt }) => leftAt <= movedAt)) return undefined;
        // It was never told of the earlier deadline: its invitation says the new one.
        return mentions.some(inHand) ? 'wait' : 'superseded';
      },
      words: ({ delivery, meeting, others, language }) => {
        const before = deadlineAsTold(delivery, others);
        if (before === undefined) throw missing(delivery.id, 'the deadline is not in it');
        return { variant: 'plain', blanks: { deadlineBefore: momentText(language, meeting.timeZone, before) } };
      },
    },
  },
  'meeting-changed': {
    usefulUntil: untilMeeting,
    office: {
      whyNot: (facts) => (begun(facts) ? 'too-late' : undefined),
      looksBeside: always,
      overtaken: (delivery, { others, answered }) => {
        if (ofKinds(others, 'meeting-changed').some(({ ordinal }) => ordinal > delivery.ordinal)) return 'superseded';
        const change = delivery.content?.change;
        // It was changed back to how the office was told of it last.
        if (!isResent(delivery) && isDeepStrictEqual(meetingAsTold(delivery, others), change?.after))
          return 'superseded';
        const toldAt = change?.toldAt ?? delivery.dueAt;
        if (answered || isResent(delivery) || others.flatMap(departures).some(({ leftAt }) => leftAt <= toldAt))
          return undefined;
        // It was never told how the meeting was before: its invitation says how it is.
        return others.some(inHand) ? 'wait' : 'superseded';
      },
      words: ({ delivery, meeting, standing, others, language }) => {
        const before = meetingAsTold(delivery, others);
        if (before === undefined) throw missing(delivery.id, 'how the meeting was is not in it');
        const { extras: said, blanks } = beforeChange(before, meeting, language, !standing.answered && standing.open);
        const reason = reasonGiven(delivery.content?.change?.reason, blanks);
        return { variant: changeVariant(standing), extras: [...said, ...(reason.extras ?? [])], blanks: reason.blanks };
      },
    },
  },
  'answer-taken-back': {
    usefulUntil: untilMeeting,
    office: {
      // It stands again, or nobody knows of it any more.
      whyNot: (facts) =>
        facts.standing.response?.takenBack === undefined ? 'superseded' : begun(facts) ? 'too-late' : undefined,
      looksBeside: always,
      overtaken: (delivery, { others }) =>
        tellsLater(delivery, others, 'receipt', 'answer-taken-back') ? 'superseded' : undefined,
      words: ({ delivery, meeting, standing, language }) => {
        const takenBack = delivery.content?.takenBack;
        const { response } = standing;
        if (takenBack === undefined || response === undefined)
          throw missing(delivery.id, 'the answer that was taken back is not known');
        const answer = receiptBlanks(
          { ...response, attendeeCount: response.attendees.length },
          language,
          meeting.timeZone,
        );
        const blanks = { ...answer, ...(takenBack.counts && countsBlanks(takenBack.counts, language)) };
        const variant =
          takenBack.counts === undefined
            ? standing.open
              ? 'plain'
              : 'closed'
            : standing.open
              ? 'counts'
              : 'counts-closed';
        return { variant, ...reasonGiven(response.takenBack?.reason, blanks) };
      },
    },
  },
  'hall-decided': {
    usefulUntil: untilMeeting,
    office: {
      // It joins elsewhere by now, which it is told by another.
      whyNot: (facts) =>
        isDeepStrictEqual(facts.delivery.content?.hall?.siteName, facts.standing.siteName)
          ? begun(facts)
            ? 'too-late'
            : undefined
          : 'superseded',
      looksBeside: always,
      overtaken: (delivery, { others }) =>
        ofKinds(others, 'hall-decided').some(({ ordinal }) => ordinal > delivery.ordinal) ? 'superseded' : undefined,
      words: ({ delivery, language }) => {
        const hall = delivery.content?.hall;
        if (hall === undefined) throw missing(delivery.id, 'where the office joins is not in it');
        const { siteName, previous, reason } = hall;
        const blanks = {
          site: oneLine(textIn(siteName, language)),
          ...(previous && { siteBefore: oneLine(textIn(previous, language)) }),
        };
        return { variant: previous === undefined ? 'kept' : 'moved', ...reasonGiven(reason, blanks) };
      },
    },
  },
} satisfies Partial<Record<DeliveryKind, ToOffice>>;
