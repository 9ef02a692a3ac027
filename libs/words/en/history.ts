import { type Dictionary } from '../dictionary.js';
import { historyWhat } from './history-what.js';

export const history: Dictionary['history'] = {
  what: historyWhat,
  who: {
    staff: 'Staff',
    office: 'The office',
    site: 'The site, by its link',
    system: 'Sala',
    unknown: 'Not on record',
  },
  changes: { yes: 'yes', no: 'no', empty: 'none' },
  from: {
    announcement: 'the announcement',
    deadline: 'the deadline',
    meeting: 'the meeting',
    check: 'the site’s check',
  },
  as: { entered: 'entered as an answer', aside: 'put aside', answered: 'answered' },
  conference: { open: 'open', closed: 'closed', ended: 'ended by the bridge' },
  proof: {
    empty: 'No entries.',
    head: (count, hash) => `${count} ${count === 1 ? 'entry' : 'entries'}, the last with the hash ${hash}.`,
    whole: 'The history is whole.',
    broken: (sequence, why) => `The history is broken at entry ${sequence}: ${why}.`,
    before: 'Before it:',
    why: {
      missing: 'it is not there',
      twice: 'there is more than one',
      changed: 'what it says was changed',
      unlinked: 'it does not follow from the one before it',
      'not-held': 'none has the hash that was noted earlier',
    },
  },
};
