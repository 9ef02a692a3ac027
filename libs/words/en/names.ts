import { type Dictionary } from '../dictionary.js';

export const names = {
  languages: { th: 'Thai', en: 'English' },
  answers: { attend: 'Attends', representative: 'Sends a representative', decline: 'Declines' },
  channels: { web: 'Web', fax: 'Fax', phone: 'Telephone', letter: 'Letter', 'e-mail': 'E-mail' },
  byChannel: { web: 'on the web', fax: 'by fax', phone: 'by phone', letter: 'by letter', 'e-mail': 'by e-mail' },
  standings: { silent: 'Silent', answered: 'Answered' },
  meetingStatuses: { draft: 'Draft', announced: 'Announced', cancelled: 'Cancelled' },
  invitationStatuses: { issued: 'Invited', withdrawn: 'Withdrawn' },
  readiness: { unknown: 'not booked', booked: 'booked', overdue: 'result missing', passed: 'passed', failed: 'failed', stale: 'stale' },
  checkStates: { booked: 'booked', passed: 'passed', failed: 'failed', 'no-show': 'nobody was there', cancelled: 'cancelled' },
  checkOutcomes: { measured: 'measured', aborted: 'not finished', 'no-show': 'nobody was there' },
  checkFaults: { loss: 'packets lost', 'round-trip': 'delay', jitter: 'jitter', audio: 'sound', video: 'picture', content: 'shared screen', echo: 'echo', contact: 'no contact person', aborted: 'not finished' },
  checkCancelCauses: { site: 'the site asked for it', staff: 'staff cancelled it', 'nobody-attends': 'no office attends there any more', 'meeting-cancelled': 'the meeting is cancelled', 'result-withdrawn': 'its result was taken back' },
  unplacedReasons: { 'no-free-slot': 'no slot is free', 'no-time-left': 'too little time is left before the meeting', 'result-missing': 'the result of the last check is missing' },
  deliveryKinds: {
    invitation: 'Invitation', receipt: 'Receipt', reminder: 'Reminder', 'deadline-moved': 'New deadline', appointment: 'Appointment for a check',
    'appointment-cancelled': 'Appointment cancelled', 'meeting-cancelled': 'Meeting cancelled', 'answer-taken-back': 'Answer taken back',
  },
  deliveryStates: {
    planned: 'planned', queued: 'queued', claimed: 'being prepared', submitting: 'being sent', accepted: 'taken by the server', 'retry-wait': 'waits for another try',
    rejected: 'rejected', expired: 'not delivered in time', unknown: 'outcome unknown', cancelled: 'not needed any more',
  },
  cancelReasons: {
    answered: 'the office has answered', withdrawn: 'the invitation was withdrawn', 'meeting-cancelled': 'the meeting is cancelled', 'too-late': 'too late to be of use', superseded: 'a newer mail takes its place',
    'no-address': 'there is no address', 'bad-address': 'mail does not reach the address',
  },
  deliveryFailures: { permanent: 'no such mailbox', temporary: 'the mailbox could not be reached in time', technical: 'a technical reason' },
  callReasons: { silent: 'silent past the deadline', 'bad-address': 'mail does not reach the address' },
  roles: {
    viewer: 'Viewer', desk: 'Reply desk', operations: 'Operations', coordinator: 'Coordinator', administrator: 'Administrator', 'focal-point': 'Focal point of a province',
  },
} satisfies Dictionary['names'];
