import { type Dictionary } from '../dictionary.js';

export const response = {
  attendee: {
    prefix: { label: 'Title', said: (value) => value },
    name: { label: 'Name', said: (value) => value },
    position: { label: 'Position', said: (value) => value },
    head: { label: 'Part in the delegation', said: (value) => value },
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
    coordinatorPrefix: 'Title of the coordinator',
    coordinatorName: 'Coordinator of the office',
    coordinatorPosition: 'Position of the coordinator',
    coordinatorPhone: 'Telephone of the coordinator (extension)',
    coordinatorMobile: 'Mobile of the coordinator',
    coordinatorFax: 'Fax of the coordinator',
    coordinatorEmail: 'E-mail of the coordinator',
    letterNumber: 'Number of the office’s letter',
    letterDate: 'Date of the office’s letter',
  },
  parts: { coordinator: 'Coordinator of the office', letter: 'Letter by which the office answers' },
  choices: {
    head: { head: 'Head of the delegation' },
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
