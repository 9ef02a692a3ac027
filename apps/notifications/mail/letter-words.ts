import { fieldWordsOf, type Language, replyFieldNames } from '#contracts';
import {
  type InLanguages,
  type Letter as LetterInWords,
  type LetterExtra,
  type LetterValues,
  momentText,
  spanText,
  textIn,
  wordsOf,
} from '#words';
import { type AnswerExtra, blank } from './blanks.js';
import { type Letter, type LetterBlock, type LetterExtra as Extra, type LetterForm } from './letter.js';
import { headOf } from './letter-head.js';
import { ownLetter } from './letter-own.js';
import { oneLine } from './one-line.js';

const isAnswer = (extra: string): extra is AnswerExtra => extra.startsWith('answers.');
const isOfWords = (extra: Extra): extra is LetterExtra =>
  !isAnswer(extra) && !replyFieldNames.some((name) => name === extra);
/** One that nobody knows any more is called by its id. */
const questionName = ({ form }: LetterForm['meeting'], id: string, language: Language): string => {
  const question = form?.questions?.find((each) => each.id === id);
  return question === undefined ? id : oneLine(textIn(question.label, language));
};

/** A number is not broken over two lines. */
const dialled = (number: string | undefined): string | undefined =>
  number === undefined ? undefined : oneLine(number).replaceAll(' ', '\u00a0');

/** Titles and names stand in the midst of sentences and in subjects: in one line, whatever was typed. */
const valuesOf = ({ language, meeting, replyBy, variant, extras = [] }: LetterForm): LetterValues => {
  const { timeZone, coordinator, fax, faultLine, dialIn } = meeting;
  const said = (text: InLanguages): string => oneLine(textIn(text, language));
  return {
    title: said(meeting.title),
    organiser: said(meeting.organiser),
    purpose: said(meeting.purpose),
    place: said(meeting.place),
    unit: said(coordinator.unit),
    email: coordinator.email,
    fax: dialled(fax),
    phone: dialled(coordinator.phone),
    faultLine: dialled(faultLine),
    dialIn: dialIn === undefined ? undefined : oneLine(dialIn),
    when: spanText(language, timeZone, meeting.startsAt, meeting.endsAt),
    startsAt: momentText(language, timeZone, meeting.startsAt),
    until: momentText(language, timeZone, replyBy),
    variant,
    extras: extras.filter(isOfWords),
    details: [
      ...extras
        .filter(isAnswer)
        .map((extra) => ({
          label: questionName(meeting, extra.slice('answers.'.length), language),
          value: blank(extra),
        })),
      ...replyFieldNames
        .filter((name) => extras.includes(name))
        .map((name) => ({ label: fieldWordsOf(language).fields[name], value: blank(name) })),
    ],
    blank,
  };
};

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', spans: [{ text }] });
const bodyOf = ({ paragraphs, action, after, links = [] }: LetterInWords): LetterBlock[] => [
  ...paragraphs.map(paragraph),
  { kind: 'facts' },
  ...(action === undefined ? [] : [{ kind: 'action' } as const]),
  ...after.map(paragraph),
  ...(links.length === 0
    ? []
    : [{ kind: 'list' as const, ordered: false, items: links.map(({ label, url }) => [{ text: label, href: url }]) }]),
];

const officesOf = ({ offices = 1 }: LetterForm): Pick<Letter, 'offices'> =>
  offices === 1
    ? {}
    : {
        offices: Array.from({ length: offices }, (_each, index) => ({
          name: blank(`office.${index + 1}`),
          url: blank(`url.${index + 1}`),
          code: blank(`code.${index + 1}`),
        })),
      };

/** The letter in its language: in the meeting's own words where it has any, otherwise in Sala's. */
export const letterOf = (form: LetterForm): Letter => {
  const { kind, language, own } = form;
  const values = valuesOf(form);
  const written = wordsOf(language).letters(values)[kind]();
  const { paragraphs: _paragraphs, after: _after, ...said } = written;
  const letter = { ...said, language, head: headOf(form, written), ...officesOf(form) };
  if (own === undefined || kind === 'answer-to-mail' || kind === 'digest') return { ...letter, body: bodyOf(written) };
  const worded = ownLetter(kind, own, values, written, language);
  return { ...letter, ...worded, ...(kind === 'announcement' && { heading: worded.subject }) };
};
