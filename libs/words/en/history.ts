import { type Dictionary } from '../dictionary.js';

export const history: Dictionary['history'] = {
  what: {
    'meeting-created': 'Draft made',
    'draft-changed': 'Draft changed',
    'draft-deleted': 'Draft deleted',
    'meeting-announced': 'Meeting announced',
    'meeting-changed': 'Meeting changed',
    'meeting-cancelled': 'Meeting cancelled',
    'meeting-closed': 'Meeting closed',
    'invitation-issued': 'Office invited',
    'invitation-withdrawn': 'Invitation withdrawn',
    'invited-again': 'Invited again',
    'invitation-extended': 'More time to answer',
    'invitation-followed': 'Brought in line with the directory',
    'reply-link-renewed': 'Reply link renewed',
    'response-recorded': 'Answer recorded',
    'response-kept': 'Earlier answer kept as history',
    'response-said-again': 'Same answer received again',
    'response-taken-back': 'Answer taken back',
  },
  who: { staff: 'Staff', office: 'The office', system: 'Sala', unknown: 'Not on record' },
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
