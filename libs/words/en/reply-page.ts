import { type Dictionary } from '../dictionary.js';

export const replyPage = {
  title: 'Reply to the meeting invitation',
  skip: 'Skip to the reply form',
  invites: 'invites you to a meeting by video conference',
  forOffice: 'Invited office',
  when: 'Date and time',
  where: 'Place',
  joinAt: (site) => `Join at ${site}`,
  purpose: 'Purpose',
  deadline: 'Please reply by',
  question: 'Will your office attend?',
  answers: {
    attend: { label: 'We attend', hint: 'The head of the office comes in person' },
    representative: { label: 'We send a representative', hint: 'Somebody comes in place of the head' },
    decline: { label: 'We do not attend', hint: 'No names are needed' },
  },
  attendees: 'Who will attend',
  attendeesHint: 'Name at least one person; leave empty if you do not attend',
  person: (number) => `Person ${number}`,
  optional: 'optional',
  addPerson: 'Add one more person',
  send: 'Send the reply',
  sendChange: 'Send the changed reply',
  changeHeading: 'Change your reply',
  changeUntil: (deadline) => `You can change your reply by this same link until ${deadline}`,
  thanks: 'Thank you. We have your reply',
  recorded: 'Your recorded reply',
  receivedAt: (moment) => `Received on ${moment}`,
  yourAnswer: 'Answer',
  noAnswer: 'Your office has not replied yet',
  mistakesHeading: 'Not sent yet. Please correct these fields',
  mistakes: {
    'choose-answer': 'Choose one of the answers',
    'name-missing': 'Enter the name of the person who will attend',
    'too-long': 'This is too long; please shorten it',
    'too-many-persons':
      'At most 20 people can be named here; take out the rows above that. Further names can go into the note',
    'said-twice': 'This field was sent more than once; check it and send the reply again',
    'unknown-field':
      'What was sent has a field that this form does not have; check what stands below and send the reply again',
  },
  conflictHeading: 'Somebody has replied for your office meanwhile',
  conflict:
    'The reply recorded last stands below, and what you typed is still in the form. Send it again if it should replace that reply.',
  closedHeading: {
    'deadline-passed': 'The reply deadline has passed',
    'meeting-cancelled': 'This meeting was cancelled',
    'invitation-withdrawn': 'This invitation was withdrawn',
  },
  closed: {
    'deadline-passed':
      'Replies on the web are closed. To reply or to change your reply, send a fax or contact the coordinator.',
    'meeting-cancelled': 'No reply is needed. Please contact the coordinator if you have questions.',
    'invitation-withdrawn': 'No reply is needed. Please contact the coordinator if your office should be invited.',
  },
  troubleHeading: {
    'bad-link': 'This reply link does not work',
    unavailable: 'Not available at the moment',
    'too-many': 'Too many requests',
    'no-more-changes': 'The reply can no longer be changed on the web',
    unreadable: 'What was sent could not be read',
    'too-large': 'What was sent is too long',
  },
  trouble: {
    'bad-link':
      'It may have been copied in part, or replaced by a newer one. Copy the whole link from the latest mail, or contact the coordinator named in the letter.',
    unavailable: 'Please wait a moment and try again. Sending the same reply twice records it once.',
    'no-more-changes':
      'The reply of your office was changed more often than can be kept. The reply recorded last still counts. To change it, contact the coordinator named in the letter.',
    unreadable: 'Your link still works. Open the reply form again, fill it in and send it from there.',
    'too-large': 'Your link still works. Open the reply form again and shorten the texts.',
  },
  waitMinutes: (minutes) => `Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
  tryAgain: 'Try again',
  keptForYou: 'What you typed is kept',
  notSent: 'What you typed (not sent)',
  notSentHint: 'Copy or print this part to send it to the coordinator by fax or e-mail.',
  contact: 'Contact the coordinator',
  email: 'E-mail',
  fax: 'Fax',
  privacy: 'Names and phone numbers are used to run this meeting only. Please do not pass this link on.',
  mistake: (field, problem, remedy) =>
    `${field} ${problem}${remedy === undefined ? '' : `. ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`}`,
} satisfies Dictionary['replyPage'];
