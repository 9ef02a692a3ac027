import { type Letter, type LetterValues, type LetterVariant } from '../letter.js';
import { partsOf } from './letter-parts.js';

const appointmentNames: Partial<Record<LetterVariant, string>> = {
  moved: 'Link check moved',
  recheck: 'Appointment for another link check',
  missed: 'New appointment for the link check',
  anew: 'New appointment for the link check',
};
const because: Partial<Record<LetterVariant, string>> = {
  moved: 'This appointment takes the place of the one you were told of before.',
  recheck: 'The last check did not pass yet, so the link is checked once more.',
  missed: 'The last check could not be held, as nobody could be reached at the site, so there is a new appointment.',
  anew: 'The appointment before was cancelled; this is the new one.',
};

/** The English letters to sites about checks. */
export const checkLetters = (values: LetterValues) => {
  const { variant, blank } = values;
  const { toSite, title, when, checkFacts, siteAction, ask, coordinator } = partsOf(values);
  const facts = [...checkFacts, title, when];
  const name = appointmentNames[variant] ?? 'Appointment for the link check';
  const why = because[variant];
  return {
    'check-missing': (): Letter => ({
      ...toSite,
      subject: `No check passed yet: ${blank('site')}`,
      preview: `The meeting begins ${values.startsAt}`,
      heading: 'Your site has yet to pass its link check',
      paragraphs: [
        `Your site is to join ${values.title}, and no check of its link has passed so far.`,
        ...(variant === 'recheck' ? ['The last check did not pass.'] : []),
        ...(variant === 'booked' ? ['An appointment has been made as follows.'] : []),
      ],
      facts: variant === 'booked' ? facts : [{ label: 'Site', value: blank('site') }, title, when],
      action: siteAction,
      after: [
        variant === 'booked'
          ? `Please have the video-conference system switched on and staffed at that time. If it does not suit you, please write to ${coordinator}.`
          : `Please write to ${coordinator} for a check before the day of the meeting.`,
        ...(values.faultLine === undefined ? [] : [`If something fails, call ${values.faultLine}.`]),
      ],
    }),
    'check-reminder': (): Letter => ({
      ...toSite,
      subject: `Reminder of the link check: ${blank('site')}`,
      preview: blank('when'),
      heading: 'The link check of your site is near',
      paragraphs: ['The check of picture and sound of your site is planned as follows.'],
      facts,
      action: siteAction,
      after: [
        'Please have the video-conference system switched on and staffed at least 10 minutes before.',
        `If the time does not suit you, please write to ${coordinator}.`,
      ],
    }),
    'appointment-cancelled': (): Letter => ({
      ...toSite,
      subject: `Cancelled: link check of ${blank('site')}`,
      preview: `Cancelled: ${blank('when')}`,
      heading: 'The link check is cancelled',
      paragraphs: [
        'The following appointment for the check of your site’s link is cancelled. You need not do anything.',
        ...(variant === 'meeting-off' ? ['The meeting itself is cancelled.'] : []),
      ],
      facts,
      after: [variant === 'meeting-off' ? ask : `If a new appointment is made, you will be told by mail. ${ask}`],
    }),
    appointment: (): Letter => ({
      ...toSite,
      subject: `${name}: ${blank('site')}`,
      preview: blank('when'),
      heading: name,
      paragraphs: [
        'Before the meeting, picture and sound of every site are checked over its video link. The check of your site is planned as follows.',
        ...(why === undefined ? [] : [why]),
      ],
      facts,
      action: siteAction,
      after: [
        'Please have the video-conference system switched on and staffed at least 10 minutes before, so that picture, sound and shared content can be checked.',
        `A calendar file comes with this mail. If the time does not suit you, please write to ${coordinator}.`,
      ],
    }),
  };
};
