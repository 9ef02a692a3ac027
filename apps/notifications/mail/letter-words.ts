import { fieldWordsOf, type Language, replyFieldNames } from '#contracts';
import { type InLanguages, type LetterExtra, momentText, spanText, textIn, wordsOf } from '#words';
import { type AnswerExtra, blank } from './blanks.js';
import { type Letter, type LetterExtra as Extra, type LetterForm } from './letter.js';
import { oneLine } from './one-line.js';

const isAnswer = (extra: string): extra is AnswerExtra => extra.startsWith('answers.');
const isOfWords = (extra: Extra): extra is LetterExtra =>
  !isAnswer(extra) && !replyFieldNames.some((name) => name === extra);
/** One that nobody knows any more is called by its id. */
const questionName = ({ form }: LetterForm['meeting'], id: string, language: Language): string => {
  const question = form?.questions?.find((each) => each.id === id);
  return question === undefined ? id : oneLine(textIn(question.label, language));
};

/** The letter in its language. Titles and names stand in the midst of sentences and in subjects: in one line, whatever was typed. */
export const letterOf = ({ kind, language, meeting, replyBy, variant, extras = [] }: LetterForm): Letter => {
  const { timeZone, coordinator, fax } = meeting;
  const said = (text: InLanguages): string => oneLine(textIn(text, language));
  const write = wordsOf(language).letters({
    title: said(meeting.title),
    organiser: said(meeting.organiser),
    purpose: said(meeting.purpose),
    place: said(meeting.place),
    unit: said(coordinator.unit),
    email: coordinator.email,
    // A number is not broken over two lines.
    fax: fax === undefined ? undefined : oneLine(fax).replaceAll(' ', '\u00a0'),
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
  });
  return { ...write[kind](), language };
};
