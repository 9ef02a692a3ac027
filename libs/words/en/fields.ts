import { type Dictionary } from '../dictionary.js';

export const fields = {
  names: {
    id: 'Id', title: 'Title', organiser: 'Organiser', purpose: 'Purpose', place: 'Place', timeZone: 'Time zone', startsAt: 'Start', endsAt: 'End',
    replyBy: 'Reply deadline', fax: 'Fax', coordinator: 'Coordinator', unit: 'Unit', email: 'E-mail', classes: 'Classes of offices',
    class: 'Class of office', name: 'Name', surveyed: 'Surveyed', reason: 'Reason', sites: 'Sites', organisations: 'Offices',
    provinceCode: 'Province', siteId: 'Site', language: 'Language', th: 'Thai', en: 'English', meetingId: 'Meeting', standing: 'Standing',
    channel: 'Channel', answer: 'Answer', after: 'Start after', limit: 'Entries on a page', invitationId: 'Invitation', replyToken: 'Reply link',
    token: 'Reply link', content: '', attendees: 'Attendees', position: 'Position', phone: 'Telephone', note: 'Note',
    expectedRevision: 'Revision seen', receivedAt: 'Received at', enteredBy: 'Entered by', asNewest: 'Told as the newest',
    responseRevision: 'Revision of the answer', takenBackBy: 'Taken back by', kind: 'Kind', state: 'State', recipientId: 'Recipient',
    deliveryId: 'Mail', decision: 'Decision', firstDay: 'First day', lastDay: 'Last day', hours: 'Hours', from: 'From', to: 'To',
    closedDays: 'Closed days', slotMinutes: 'Minutes of a slot', gapMinutes: 'Minutes between slots', rooms: 'Rooms', checkId: 'Check',
    evidence: 'Evidence', lossPercent: 'Loss (%)', roundTripMs: 'Round trip (ms)', jitterMs: 'Jitter (ms)', loss: 'Loss (%)',
    roundTrip: 'Round trip (ms)', jitter: 'Jitter (ms)', audioBothWays: 'Sound both ways', videoBothWays: 'Picture both ways',
    contentShared: 'Content shared', echoFree: 'No echo', contactPresent: 'Contact present', recordedBy: 'Recorded by', sessionToken: 'Session',
    password: 'Password', roles: 'Roles', staffId: 'Member of staff', active: 'Active', currentPassword: 'Present password',
    newPassword: 'New password', object: 'Concerning', noticeHours: 'Notice (hours)', outcome: 'Outcome', correctedBy: 'Corrected by',
    withdrawnBy: 'Withdrawn by', cause: 'Cause', before: 'Before', failed: 'Failure', sequence: 'Sequence',
    speed: 'Speed of the clock', toNextEvent: 'To the next event', acting: 'Simulated people act',
  },
  unnamed: (words) => words,
  entry: (number) => `entry ${number}`,
  between: ', ',
  choice: (_name, value) => value,
} satisfies Dictionary['fields'];
