import { type PlaceholderWords } from '../dictionary.js';

export const placeholders: PlaceholderWords = {
  office: { name: 'office', says: 'the name of the office that gets the mail' },
  site: { name: 'site', says: 'the name of the site that gets the mail' },
  title: { name: 'title', says: 'what the meeting is called' },
  organiser: { name: 'organiser', says: 'who holds the meeting' },
  purpose: { name: 'purpose', says: 'what the meeting is for' },
  place: { name: 'place', says: 'where the meeting is' },
  when: { name: 'when', says: 'from when to when the meeting is' },
  startsAt: { name: 'start', says: 'when the meeting begins' },
  until: { name: 'deadline', says: 'the deadline for answers, as it is when the mail goes' },
  unit: { name: 'coordinator', says: 'the unit that coordinates' },
  email: { name: 'coordinator e-mail', says: 'the coordinator’s e-mail address' },
  fax: { name: 'fax', says: 'the fax number that answers go to' },
  answer: { name: 'answer', says: 'what the office answered' },
  attendees: { name: 'attendees', says: 'how many will come, as answered' },
  channel: { name: 'channel', says: 'by which way the answer came' },
  receivedAt: { name: 'received', says: 'when the answer was received' },
  deadlineBefore: { name: 'earlier deadline', says: 'the deadline before it was moved' },
  checkWhen: { name: 'check time', says: 'when the link is checked' },
  room: { name: 'check room', says: 'the number of the room for the check' },
  heading: { name: 'heading', says: 'the heading by the case, such as the last day to reply' },
  circumstances: {
    name: 'circumstances',
    says: 'paragraphs that Sala writes by the recipient’s case, such as answered or late; none in some cases',
  },
  facts: { name: 'facts', says: 'the table of facts, such as day, time, place and deadline' },
  link: { name: 'reply link', says: 'the button and link to the office’s reply page' },
  whatToDo: {
    name: 'what to do',
    says: 'paragraphs that Sala writes by the case: what the recipient can do, and until when',
  },
};
