import { type Language, type Meeting } from '#contracts';
import { momentText, textIn, wordsOf } from '#words';
import { oneLine } from '../mail/mail.module.js';
import { type Contact } from '../recipient/recipient.module.js';
import { type InvitationStanding } from '../writing/writing.module.js';

type About = {
  readonly contact: Pick<Contact, 'name'>;
  readonly meeting: Meeting;
  readonly standing: Pick<InvitationStanding, 'answered' | 'open' | 'replyBy'>;
  readonly language: Language;
  /** The office's own reply page. */
  readonly url: string;
};

/** So long a title tells which meeting it is. */
const mostTitle = 120;
const shortened = (text: string): string =>
  [...text].length > mostTitle ? `${[...text].slice(0, mostTitle - 1).join('')}…` : text;

/** What an office is told in a few lines, as it stands. */
export const shortTextOf = ({ contact, meeting, standing, language, url }: About): string => {
  const { shortText } = wordsOf(language).mail;
  const { coordinator, timeZone } = meeting;
  const office = oneLine(textIn(contact.name, language));
  const title = shortened(oneLine(textIn(meeting.title, language)));
  if (standing.answered)
    return shortText.answered(office, title, momentText(language, timeZone, meeting.startsAt), url);
  if (standing.open) return shortText.asks(office, title, momentText(language, timeZone, standing.replyBy), url);
  return shortText.over(office, title, coordinator.phone ?? coordinator.email);
};
