import { type Dictionary } from '../dictionary.js';
import { type Letter, type LetterValues } from '../letter.js';
import { checkLetters } from './letter-checks.js';
import { partsOf } from './letter-parts.js';

/** The English letters. */
export const letters: Dictionary['letters'] = (values: LetterValues) => {
  const { title, organiser, purpose, variant, extras, blank } = values;
  const parts = partsOf(values);
  const { toOffice, meetingFacts, deadline, until, ask, byFax, action, answerFacts, coordinator } = parts;
  const lastDay = variant === 'last-day';
  const closed = variant === 'closed';
  const answered = variant === 'answered';
  const joining = variant === 'joining';

  return {
    invitation: (): Letter => ({
      ...toOffice,
      subject: `Invitation: ${title}`,
      preview: closed ? `The meeting: ${parts.when.value}` : `Please reply by ${until}`,
      heading: 'Invitation to a meeting',
      paragraphs: [
        `The ${organiser} invites your office to the meeting below. Its purpose: ${purpose}`,
        'We would be grateful if you, or someone on your behalf, could attend.',
        ...(answered
          ? [
              'We have received an answer of your office already; by the link below you can see it. You need not answer again.',
            ]
          : []),
      ],
      facts: closed ? meetingFacts : [...meetingFacts, deadline],
      action: action(answered || closed ? 'See the invitation and the reply' : 'Reply to the invitation'),
      after: closed
        ? [`The time for replies by the link was over at ${until}. Please send your answer to ${coordinator}.`]
        : [
            answered
              ? 'You can change your answer by the link until the deadline.'
              : `Please reply by the link above before the deadline. Until then you can change your answer at any time.${byFax}`,
            ask,
          ],
    }),
    reminder: (): Letter => ({
      ...toOffice,
      subject: `${lastDay ? 'Last day to reply' : 'Your reply is requested'}: ${title}`,
      preview: `We have not heard from your office yet. Please reply by ${until}`,
      heading: lastDay ? 'Today is the last day to reply' : 'Your reply is requested',
      paragraphs: [
        `The ${organiser} has invited your office to the meeting below.`,
        'We have not received your reply yet, and would be grateful for it before the deadline. If you have just sent it, please excuse this mail; nothing more is needed.',
      ],
      facts: [deadline, ...meetingFacts],
      action: action('Reply to the invitation'),
      after: [`You can reply by the link above.${byFax}`, ask],
    }),
    'day-before': (): Letter => ({
      ...toOffice,
      subject: `${joining ? 'Dial another address to join' : 'The meeting is near'}: ${title}`,
      preview: `It begins on ${values.startsAt}`,
      heading: 'The meeting that your office attends is near',
      paragraphs: [
        `Your office has said that it attends the following meeting of the ${organiser}, or sends somebody. We look forward to it.`,
        'Please be in your hall before it begins, so that there is time for the register and for a last look at the link.',
        ...(joining
          ? [
              'What is dialled to join, or whom to call when the link fails, is not what you were told before. Please use what stands here.',
            ]
          : []),
      ],
      facts: [...meetingFacts, ...parts.dayFacts, ...parts.beforeJoining],
      action: action(
        closed || joining ? 'See the documents and the reply' : 'See the documents, see or change the reply',
      ),
      after: [closed ? `If somebody else comes, or nobody can, please tell ${coordinator}.` : ask],
    }),
    thanks: (): Letter => ({
      ...toOffice,
      subject: `Thank you for attending: ${title}`,
      preview: `The ${organiser} thanks your office`,
      heading: 'Thank you for attending',
      paragraphs: [
        `The ${organiser} thanks your office for its part in the following meeting.`,
        'What your office said there, and what it may still add, helps the work that follows.',
      ],
      facts: meetingFacts,
      action: action('See the documents of the meeting'),
      after: [ask],
    }),
    receipt: (): Letter => ({
      ...toOffice,
      subject: `Reply received: ${title}`,
      preview: `Your office’s answer: ${blank('answer')}`,
      heading: 'We have received your reply',
      paragraphs: [
        `The ${organiser} has received the reply of your office:`,
        ...(extras.includes('late') ? ['It came after the deadline. It is recorded as a late reply.'] : []),
      ],
      facts: [...answerFacts, ...meetingFacts],
      action: action(closed ? 'See the reply' : 'See or change the reply'),
      after: [
        closed
          ? `Replies can no longer be changed by the link. If the above is not right, please write to ${coordinator}.`
          : `You can change the answer until ${until}. ${ask}`,
      ],
    }),
    'deadline-moved': (): Letter => ({
      ...toOffice,
      subject: `New deadline for replies: ${title}`,
      preview: `Please reply by ${until}`,
      heading: 'The deadline for replies was moved',
      paragraphs: [
        `The ${organiser} has invited your office to the meeting below, and gives more time for the reply.`,
        'We have not received your reply yet, and would be grateful for it before the new deadline.',
      ],
      facts: [deadline, { label: 'Deadline before', value: blank('deadlineBefore') }, ...meetingFacts],
      action: action('Reply to the invitation'),
      after: [`You can reply by the link above.${byFax}`, ask],
    }),
    'meeting-changed': (): Letter => {
      const confirm = variant === 'confirm' || variant === 'confirm-closed';
      const over = closed || variant === 'confirm-closed';
      return {
        ...toOffice,
        subject: `The meeting was changed: ${title}`,
        preview: `It is ${parts.when.value}`,
        heading: 'The meeting was changed',
        paragraphs: [
          `The ${organiser} has invited your office to a meeting, which has been changed to the following.`,
          ...(confirm
            ? [
                over
                  ? 'Your office said that it comes before this was changed. Please confirm that to the coordinator.'
                  : 'Your office said that it comes before this was changed. Please confirm or change your reply by the link below.',
              ]
            : variant === 'answered'
              ? ['The reply of your office still counts. If nothing of it changes you need not answer again.']
              : []),
        ],
        facts: [...meetingFacts, ...(over ? [] : [deadline]), ...parts.before, ...parts.reason],
        action: action(
          over
            ? 'See the invitation and your reply'
            : confirm
              ? 'Confirm or change the reply'
              : variant === 'answered'
                ? 'See or change the reply'
                : 'Reply to the invitation',
        ),
        after: [
          over
            ? `The time for replies by the link ended on ${until}. Please tell your reply to ${parts.coordinator}.`
            : `You can reply or change the reply by the link until ${until}. ${ask}`,
        ],
      };
    },
    'answer-taken-back': (): Letter => {
      const counts = variant === 'counts' || variant === 'counts-closed';
      const over = closed || variant === 'counts-closed';
      return {
        ...toOffice,
        subject: `Your reply was taken back: ${title}`,
        preview: counts ? `What counts now: ${blank('countsAnswer')}` : 'Your office counts as not having replied',
        heading: 'A reply of your office was taken back',
        paragraphs: [
          'The following reply, which had been recorded for your office, was taken back. It no longer counts.',
          counts
            ? 'The reply that your office gave before counts again; it is given below.'
            : 'Your office now counts as not having replied.',
        ],
        facts: [
          { label: 'Reply taken back', value: blank('answer'), strong: true },
          { label: 'Received by', value: blank('channel') },
          { label: 'Received at', value: blank('receivedAt') },
          ...parts.reason,
          ...(counts
            ? [
                { label: 'Reply that counts', value: blank('countsAnswer'), strong: true },
                { label: 'Number of people attending', value: blank('countsAttendees') },
                { label: 'It was received by', value: blank('countsChannel') },
              ]
            : []),
          ...(over ? [] : [deadline]),
          ...meetingFacts,
        ],
        action: action(over ? 'See the reply' : counts ? 'See or change the reply' : 'Reply to the invitation'),
        after: [
          over
            ? `The time for replies by the link was over at ${until}. Please send your answer to ${coordinator}.`
            : counts
              ? `You can change the answer until ${until}. ${ask}`
              : `Please reply by the link above before the deadline.${byFax} ${ask}`,
        ],
      };
    },
    'hall-decided': (): Letter => {
      const kept = variant === 'kept';
      return {
        ...toOffice,
        subject: `${kept ? 'Your office stays at its hall' : 'Your office joins at another hall'}: ${title}`,
        preview: `Your hall: ${blank('site')}`,
        heading: kept ? 'Your office stays at its hall' : 'Your office joins at another hall',
        paragraphs: [
          kept
            ? 'Your office asked to join the meeting at another hall. It stays at its own, which is the following.'
            : 'Your office joins the meeting at the following hall, instead of the one before.',
        ],
        facts: [
          { label: 'Your hall', value: blank('site'), strong: true },
          ...(kept ? [] : [{ label: 'Hall before', value: blank('siteBefore') }]),
          ...parts.reason,
          ...meetingFacts,
        ],
        action: action('See the invitation and your reply'),
        after: [ask],
      };
    },
    'meeting-cancelled': (): Letter => ({
      ...(variant === 'site' ? parts.toSite : toOffice),
      subject: `Meeting cancelled: ${title}`,
      preview: `It was to be held on ${values.startsAt}`,
      heading: 'The meeting is cancelled',
      paragraphs: [
        `The ${organiser} has cancelled the following meeting, ${variant === 'site' ? 'for which the link of your site was to be checked. No check will take place.' : 'to which your office was invited. It will not take place, and no reply is needed.'}`,
      ],
      facts: [parts.title, { ...parts.when, label: 'It was to be held' }, ...meetingFacts.slice(2), ...parts.reason],
      after: [`You need not do anything. ${ask}`],
    }),
    announcement: (): Letter => ({
      ...toOffice,
      subject: `Announcement: ${title}`,
      preview: `From the ${organiser}`,
      heading: 'Announcement',
      paragraphs: [],
      facts: [parts.title, parts.when],
      action: action(answered || closed ? 'See the invitation and the reply' : 'Reply to the invitation'),
      after: [],
    }),
    digest: (): Letter => {
      const ofProvince = variant === 'focal-point';
      const at = (page: string): string => `${blank('url')}/${page}`;
      return {
        ...toOffice,
        subject: `Daily digest${ofProvince ? `, ${blank('province')}` : ''}: ${title}`,
        preview: blank('digestAnswers'),
        heading: ofProvince ? `Daily digest: ${blank('province')}` : 'Daily digest',
        paragraphs: [],
        facts: [
          parts.title,
          parts.when,
          { label: 'Replied', value: blank('digestAnswers'), strong: true },
          { label: 'Not replied', value: blank('digestSilent') },
          { label: 'To be done', value: blank('digestToDo') },
          { ...deadline, strong: false },
        ],
        action: {
          label: 'Open the board',
          url: at('board'),
          note: 'This link opens a page for staff, who have to sign in first.',
        },
        after: [],
        links: [
          { label: 'Offices that have not replied', url: at('silent') },
          { label: 'Call list', url: at('call-list') },
          { label: 'Inbox', url: at('inbox') },
          ...(ofProvince
            ? []
            : [
                { label: 'Mails', url: at('mails') },
                { label: 'Announcements', url: at('announcements') },
              ]),
        ],
      };
    },
    'answer-to-mail': (): Letter => ({
      ...toOffice,
      subject: blank('mailSubject'),
      preview: `${organiser} answers your e-mail`,
      heading: 'In answer to your e-mail',
      paragraphs: [blank('mailAnswer')],
      facts: [parts.title, parts.when],
      after: [],
      footer: `This answers an e-mail that you sent to ${organiser}. If you reply to it, your message goes to the coordinator.`,
    }),
    ...checkLetters(values),
  };
};
