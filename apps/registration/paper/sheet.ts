import { type Invitation, type Meeting } from '#contracts';
import {
  clockText,
  collatorOf,
  dayText,
  type Digits,
  digitsOf,
  type Language,
  momentText,
  provinceName,
  spanText,
  usualZone,
} from '#words';

/** All that stands on the papers of one office. */
export type Sheet = {
  readonly meeting: Meeting;
  readonly invitation: Pick<Invitation, 'organisation' | 'siteName'>;
  readonly language: Language;
  /** Until when this office may answer: it may have been given more time than others. */
  readonly until: string;
  /** What the QR code leads to, and what is typed in place of it. */
  readonly link: string;
  readonly codeAddress: string;
  readonly code: string;
};

export const digitsFor = ({ meeting, language }: Pick<Sheet, 'meeting' | 'language'>): Digits =>
  digitsOf(language === 'th' && meeting.letter?.thaiDigits === true);

/** The zone goes without saying in the country's own. */
const withoutZone = (text: string): string => text.replace(/ \([^()]*\)$/, '');
const inZone = (timeZone: string, text: string): string => (timeZone === usualZone ? withoutZone(text) : text);

export const whenOf = ({ meeting: { timeZone, startsAt, endsAt }, language }: Pick<Sheet, 'meeting' | 'language'>) =>
  inZone(timeZone, spanText(language, timeZone, startsAt, endsAt));

/** A deadline at the end of a day is the day. */
export const untilOf = ({
  meeting: { timeZone },
  language,
  until,
}: Pick<Sheet, 'meeting' | 'language' | 'until'>): string =>
  /^23.59$/.test(clockText(language, timeZone, until))
    ? dayText(language, timeZone, until)
    : inZone(timeZone, momentText(language, timeZone, until));

type Placed = Pick<Invitation, 'organisation'>;
/** In the order of the pile: by province as readers look it up, by class as the meeting names them, by name. */
export const inOrder = <Each extends Placed>(
  meeting: Pick<Meeting, 'classes'>,
  invitations: readonly Each[],
): Each[] => {
  const { compare } = collatorOf('th');
  const classes = new Map(meeting.classes.map((each, index) => [each.class, index]));
  const keyed = invitations.map((each) => ({
    each,
    province: provinceName(each.organisation.provinceCode, 'th'),
    place: classes.get(each.organisation.class) ?? classes.size,
  }));
  return keyed
    .sort(
      (one, other) =>
        compare(one.province, other.province)
        || one.place - other.place
        || compare(one.each.organisation.name.th, other.each.organisation.name.th),
    )
    .map(({ each }) => each);
};
