import { type Dictionary } from '../dictionary.js';

export const response = {
  attendee: {
    prefix: { label: 'Title', said: (value) => value },
    name: { label: 'Name', said: (value) => value },
    position: { label: 'Position', said: (value) => value },
    phone: { label: 'Phone', said: (value) => `tel. ${value}` },
    email: { label: 'E-mail', said: (value) => value },
  },
  fields: {
    reasonDeclined: 'Reason for not attending',
    assignedBy: 'Assigned by (name and position)',
    otherSite: 'Another place to join from, as a request',
    technicalContact: 'Technical contact',
    technicalPhone: 'Telephone of the technical contact',
    answeredBy: 'Who replies',
    authority: 'Position or authority to reply',
    note: 'Note',
  },
  choices: {
    reasonDeclined: {
      'other-duty': 'Another duty',
      'no-staff': 'No staff available',
      'not-concerned': 'Not the concern of this office',
      'other-reason': 'Another reason',
    },
  },
  /** Words to pick from, where any other may be typed. */
  suggestions: { prefix: ['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Asst. Prof.', 'Assoc. Prof.', 'Prof.'] },
} satisfies Dictionary['response'];
