import { type Dictionary } from '../dictionary.js';

export const meetings: Dictionary['meetings'] = {
  usual: {
    organiser: 'The organising agency',
    purpose: 'A meeting with the agencies of the provinces',
    place: 'the provincial hall of each province',
  },
};
