import { fieldWordsOf, replyFieldNames } from '#contracts';
import { momentText, spanText } from '#words';
import { blank } from './blanks.js';
import { type Letter, type LetterForm } from './letter.js';

type Fact = Letter['facts'][number];

/** What English letters are made of. */
export const partsEn = ({ meeting, replyBy, extras = [] }: LetterForm) => {
  const zone = meeting.timeZone;
  const { unit, email } = meeting.coordinator;
  const common = {
    language: 'en' as const,
    closing: 'Yours faithfully,',
    signature: [unit.en, meeting.organiser.en, email],
    footer: `This mail was sent automatically on behalf of the ${meeting.organiser.en}. If you answer it, your message reaches the coordinator.`,
  };
  const title: Fact = { label: 'Meeting', value: meeting.title.en };
  const when: Fact = { label: 'When', value: spanText('en', zone, meeting.startsAt, meeting.endsAt) };
  const fax = meeting.fax?.replaceAll(' ', '\u00a0');
  return {
    toOffice: { ...common, salutation: `To: ${blank('office')}` },
    toSite: { ...common, salutation: `To: the video-conference staff of ${blank('site')}` },
    title,
    when,
    meetingFacts: [title, when, { label: 'Where', value: `${meeting.place.en} (by video conference)` }] as readonly Fact[],
    deadline: { label: 'Please reply by', value: momentText('en', zone, replyBy), strong: true } as Fact,
    until: momentText('en', zone, replyBy),
    coordinator: `the ${unit.en}, ${email}`,
    ask: `If you have any question, please write to the ${unit.en}, ${email}.`,
    /** No form goes with the mail, so it says what a fax must hold. */
    byFax: fax === undefined ? '' : ` If you cannot use the link, please send a fax to ${fax} with the name of your office, your answer (will attend, will send a representative, or will not attend), and the name, position and telephone number of each person who will attend.`,
    action: (label: string): NonNullable<Letter['action']> => ({ label, url: blank('url'), note: 'This link belongs to your office alone. Please do not pass it on outside your office.' }),
    answerFacts: [
      { label: 'Answer', value: blank('answer'), strong: true },
      { label: 'Number of people attending', value: blank('attendees') },
      ...(extras.includes('people') ? [{ label: 'Who will attend', value: blank('people') }] : []),
      ...replyFieldNames.filter((name) => extras.includes(name)).map((name) => ({ label: fieldWordsOf('en').fields[name], value: blank(name) })),
      { label: 'Received by', value: blank('channel') },
      { label: 'Received at', value: blank('receivedAt') },
    ] as readonly Fact[],
    reason: (extras.includes('reason') ? [{ label: 'Reason', value: blank('reason') }] : []) as readonly Fact[],
    checkFacts: [
      { label: 'Site', value: blank('site') },
      { label: 'Check', value: blank('when'), strong: true },
      { label: 'Test room', value: blank('room') },
    ] as readonly Fact[],
  };
};
