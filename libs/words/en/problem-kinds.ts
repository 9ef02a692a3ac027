import { type Dictionary } from '../dictionary.js';

export const problemKinds = {
  invalid: { title: 'The request is not valid', general: 'What was sent can’t be used: check it and try again.' },
  forbidden: { title: 'Not allowed', general: 'You may not do this: ask an administrator.' },
  'not-found': { title: 'Not found', general: 'It is not there: check it and try again.' },
  conflict: {
    title: 'Conflict with what is there',
    general: 'This conflicts with what is there: look at it again, then try again.',
  },
  unavailable: {
    title: 'Not available at the moment',
    general: 'This can’t be done at the moment: try again shortly.',
  },
} satisfies Dictionary['problemKinds'];
