import { type Language, type Meeting, replyFieldNames } from '#contracts';
import { dayText, momentText } from '#words';
import { type Blanks, countsBlanks, detailBlanks, type LetterExtra, type LetterVariant, manyLines, receiptBlanks } from '../mail/mail.module.js';
import { type Delivery } from '../ledger/ledger.module.js';
import { deadlineAsTold, type OfficeMail } from './overtaken.js';
import { type InvitationStanding } from './re-check.js';

export type Words = { readonly variant: LetterVariant; readonly extras?: readonly LetterExtra[]; readonly blanks: Blanks };

type Facts = {
  readonly delivery: Delivery;
  readonly kind: OfficeMail;
  readonly meeting: Meeting;
  readonly standing: InvitationStanding;
  readonly others: readonly Delivery[];
  readonly language: Language;
  readonly now: Date;
};

/** Which of its kind's letters an office gets, and what is put into it, as things stand now. */
export const officeWords = ({ delivery, kind, meeting, standing, others, language, now }: Facts): Words => {
  const { content } = delivery;
  const closed = now.toISOString() > standing.replyBy;
  switch (kind) {
    case 'invitation':
      return { variant: closed ? 'closed' : standing.answered ? 'answered' : 'plain', blanks: {} };
    case 'reminder': {
      const lastDay = dayText('en', meeting.timeZone, now.toISOString()) === dayText('en', meeting.timeZone, standing.replyBy);
      return { variant: lastDay ? 'last-day' : 'plain', blanks: {} };
    }
    case 'receipt': {
      const receipt = content?.receipt;
      if (receipt === undefined) throw new Error(`delivery ${delivery.id} says nothing of the answer`);
      const details = standing.response === undefined ? {} : detailBlanks(standing.response, language);
      const extras = [...(['people', ...replyFieldNames] as const).filter((each) => details[each] !== undefined), ...(receipt.late === true ? (['late'] as const) : [])];
      return { variant: closed ? 'closed' : 'plain', extras, blanks: { ...receiptBlanks(receipt, language, meeting.timeZone), ...details } };
    }
    case 'deadline-moved': {
      const before = deadlineAsTold(delivery, others);
      if (before === undefined) throw new Error(`delivery ${delivery.id} names no deadline`);
      return { variant: 'plain', blanks: { deadlineBefore: momentText(language, meeting.timeZone, before) } };
    }
    case 'answer-taken-back': {
      const takenBack = content?.takenBack;
      if (takenBack === undefined || standing.response === undefined) throw new Error(`delivery ${delivery.id}: the answer that was taken back is not known`);
      const { response } = standing;
      const blanks = {
        ...receiptBlanks({ ...response, attendeeCount: response.attendees.length }, language, meeting.timeZone),
        ...(takenBack.counts && countsBlanks(takenBack.counts, language)),
      };
      const variant = takenBack.counts === undefined ? (closed ? 'closed' : 'plain') : closed ? 'counts-closed' : 'counts';
      return { variant, ...reasonGiven(response.takenBack?.reason, blanks) };
    }
    case 'meeting-cancelled':
      return { variant: 'plain', ...reasonGiven(content?.cancelled?.reason, {}) };
    default:
      return kind satisfies never;
  }
};

/** A letter without a reason has no place for one. */
export const reasonGiven = (reason: string | undefined, blanks: Blanks): Pick<Words, 'extras' | 'blanks'> => {
  const text = manyLines(reason ?? '');
  return text === '' ? { blanks } : { extras: ['reason'], blanks: { ...blanks, reason: text } };
};
