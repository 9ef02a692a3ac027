import { type Dictionary } from '../dictionary.js';

export const response = {
  attendee: {
    name: { label: 'Name', said: (value) => value },
    position: { label: 'Position', said: (value) => value },
    phone: { label: 'Phone', said: (value) => `tel. ${value}` },
  },
  fields: { note: 'Note' },
  choices: {},
} satisfies Dictionary['response'];
