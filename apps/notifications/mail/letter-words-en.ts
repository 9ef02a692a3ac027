import { blank } from './blanks.js';
import { type Letter, type LetterForm } from './letter.js';
import { momentText, spanText } from '#platform';

/** The English letters. */
export const letterWordsEn = (form: LetterForm): Letter => {
  const { meeting, replyBy } = form;
  const lastDay = form.variant === 'last-day';
  const moved = form.variant === 'moved';
  const zone = meeting.timeZone;
  const meetingFacts = [
    { label: 'Meeting', value: meeting.title.en },
    { label: 'When', value: spanText('en', zone, meeting.startsAt, meeting.endsAt) },
    { label: 'Where', value: `${meeting.place.en} (by video conference)` },
  ];
  const deadline = { label: 'Please reply by', value: momentText('en', zone, replyBy), strong: true };
  const byFax = meeting.fax === undefined ? '' : ` or by fax to ${meeting.fax.replaceAll(' ', '\u00a0')}`;
  const ask = `If you have any question, please write to the ${meeting.coordinator.unit.en}, ${meeting.coordinator.email}.`;
  const common = {
    language: 'en' as const,
    closing: 'Yours faithfully,',
    signature: [meeting.coordinator.unit.en, meeting.organiser.en, meeting.coordinator.email],
    footer: `This mail was sent automatically on behalf of the ${meeting.organiser.en}. If you answer it, your message reaches the coordinator.`,
  };
  const toOffice = { ...common, salutation: `To: ${blank('office')}` };
  const toSite = { ...common, salutation: `To: the video-conference staff of ${blank('site')}` };
  const personal = 'This link belongs to your office alone. Please do not pass it on outside your office.';
  const appointmentName = { plain: 'Appointment for the link check', 'last-day': 'Appointment for the link check', moved: 'Link check moved', recheck: 'Appointment for another link check' }[form.variant];
  const checkFacts = [
    { label: 'Site', value: blank('site') },
    { label: 'Check', value: blank('when'), strong: true },
    { label: 'Test room', value: blank('room') },
  ];

  switch (form.kind) {
    case 'invitation':
      return {
        ...toOffice,
        subject: `Invitation: ${meeting.title.en}`,
        preview: `Please reply by ${momentText('en', zone, replyBy)}`,
        heading: 'Invitation to a meeting',
        paragraphs: [
          `The ${meeting.organiser.en} invites your office to the meeting below. Its purpose: ${meeting.purpose.en}`,
          'We would be grateful if you, or someone on your behalf, could attend.',
        ],
        facts: [...meetingFacts, deadline],
        action: { label: 'Reply to the invitation', url: blank('url'), note: personal },
        after: [`Please reply by the link above${byFax} before the deadline. Until then you can change your answer at any time.`, ask],
      };
    case 'reminder':
      return {
        ...toOffice,
        subject: `${lastDay ? 'Last day to reply' : 'Your reply is requested'}: ${meeting.title.en}`,
        preview: `We have not heard from your office yet. Please reply by ${momentText('en', zone, replyBy)}`,
        heading: lastDay ? 'Today is the last day to reply' : 'Your reply is requested',
        paragraphs: [
          `The ${meeting.organiser.en} has invited your office to the meeting below.`,
          'We have not received your reply yet, and would be grateful for it before the deadline. If you have just sent it, please excuse this mail; nothing more is needed.',
        ],
        facts: [deadline, ...meetingFacts],
        action: { label: 'Reply to the invitation', url: blank('url'), note: personal },
        after: [`You can reply by the link above${byFax}. ${ask}`],
      };
    case 'receipt':
      return {
        ...toOffice,
        subject: `Reply received: ${meeting.title.en}`,
        preview: `Your office’s answer: ${blank('answer')}`,
        heading: 'We have received your reply',
        paragraphs: [`The ${meeting.organiser.en} has received the reply of your office:`],
        facts: [
          { label: 'Answer', value: blank('answer'), strong: true },
          { label: 'People attending', value: blank('attendees') },
          { label: 'Received by', value: blank('channel') },
          { label: 'Received at', value: blank('receivedAt') },
          ...meetingFacts,
        ],
        action: { label: 'See or change the reply', url: blank('url'), note: personal },
        after: [`You can change the answer until ${momentText('en', zone, replyBy)}. ${ask}`],
      };
    case 'appointment':
      return {
        ...toSite,
        subject: `${appointmentName}: ${blank('site')}`,
        preview: blank('when'),
        heading: appointmentName,
        paragraphs: [
          'Before the meeting, picture and sound of every site are checked over its video link. The check of your site is planned as follows.',
          ...(moved ? ['This appointment takes the place of the one you were told of before.'] : []),
            ...(form.variant === 'recheck' ? ['The last check did not pass yet, so the link is checked once more.'] : []),
        ],
        facts: [...checkFacts, ...meetingFacts.slice(0, 2)],
        after: [
          'Please have the video-conference system switched on and staffed at least 10 minutes before, so that picture, sound and shared content can be checked.',
          `A calendar file comes with this mail. If the time does not suit you, please write to the ${meeting.coordinator.unit.en}, ${meeting.coordinator.email}.`,
        ],
      };
    case 'appointment-cancelled':
      return {
        ...toSite,
        subject: `Cancelled: link check of ${blank('site')}`,
        preview: `Cancelled: ${blank('when')}`,
        heading: 'The link check is cancelled',
        paragraphs: ['The following appointment for the check of your site’s link is cancelled. You need not do anything.'],
        facts: [...checkFacts, ...meetingFacts.slice(0, 2)],
        after: [`If a new appointment is made, you will be told by mail. ${ask}`],
      };
    default:
      return form.kind satisfies never;
  }
};
