import { type Bilingual, type Meeting } from '#contracts';
import { oneLine } from './one-line.js';
import { type Letter, type LetterForm } from './letter.js';
import { letterWordsEn } from './letter-words-en.js';
import { letterWordsTh } from './letter-words-th.js';

const inOneLine = ({ th, en }: Bilingual): Bilingual => ({ th: oneLine(th), en: oneLine(en) });

/** Titles and names stand in the midst of sentences and in subjects: in one line, whatever was typed. */
const meetingInLines = (meeting: Meeting): Meeting => ({
  ...meeting,
  title: inOneLine(meeting.title), organiser: inOneLine(meeting.organiser), purpose: inOneLine(meeting.purpose), place: inOneLine(meeting.place),
  coordinator: { ...meeting.coordinator, unit: inOneLine(meeting.coordinator.unit) },
  ...(meeting.fax !== undefined && { fax: oneLine(meeting.fax) }),
});

export const letterOf = (form: LetterForm): Letter => {
  const inLines = { ...form, meeting: meetingInLines(form.meeting) };
  return form.language === 'th' ? letterWordsTh(inLines) : letterWordsEn(inLines);
};
