import { type Dictionary } from '../dictionary.js';

export const errors = {
  'invalid-input': ({ list }) => list ?? 'Some fields are not right',
  'internal-error': 'Something went wrong on our side; please try again',
  'service-unavailable': 'A service that this needs cannot be asked now. Try again shortly.',
  'revision-conflict': 'Somebody has changed this meanwhile: look at it again, then send your change.',
  'duplicate-key': 'There is another one with the same key already.',
  'too-much-returned': 'The answer is too large to be sent: ask for fewer items at a time.',
  'request-too-large': 'What is sent is too large: send fewer items at a time.',

  'malformed-request': ({ why }) =>
    why ?? 'The request cannot be read: check that its body is JSON as its content type says',
  'malformed-address':
    'The address cannot be read: it has a broken percent-escape, a character that must be escaped, or one that is not UTF-8',
  'no-such-address': 'There is nothing at this address',
  'method-not-allowed': ({ allowed }) => `This address takes ${allowed}`,
  'wrong-media-type': ({ wanted = 'application/json' }) => `Send the body as ${wanted}`,
  'wrong-charset': 'Send the body as UTF-8; no other charset is taken',
  'not-utf-8': 'What is sent is not UTF-8 text: send it as UTF-8, not as Windows-874 or TIS-620',
  'request-timeout': 'The request did not come whole in time: send it again',
  'headers-too-large': 'The headers or the address of the request are too large',
  'too-large': 'The request is too large; send it in parts',
  'too-many-requests': 'Too many requests; wait a while and try again',
  'cross-site-request': 'This request came from another site; use Sala’s own pages, or send JSON',

  'not-a-rehearsal': 'This is no rehearsal: its clock is the system’s, and nobody is simulated',
  'not-signed-in': 'Sign in first',
  'session-invalid': 'Nobody is signed in by this session, or no longer: sign in again.',
  'sign-in-refused':
    'The address or the password is not right, or the account is closed. Try again, or ask an administrator.',
  'role-missing': ({ roles }) => `This takes one of these roles: ${roles}`,
  'route-without-roles': 'Nobody may use this',
  'asker-unreadable': 'The request says who asks in a way that is not understood',
  'office-not-admitted': 'An office may not ask this',
  'other-province': 'A focal point sees and answers for the offices of its own province only',
  'withheld-stands':
    'Names stand here that your role does not see, so they were not changed: ask the reply desk or the coordinator to correct them.',
  'province-missing': 'This focal point has no province: ask an administrator to set one',
  'whole-meeting-only': 'This concerns the whole meeting; a focal point sees its own province only',
  'staff-not-found': 'There is no such member of staff: look them up in the list.',
  'staff-exists': 'There is an account for this address already: use another address.',
  'last-administrator': 'This is the last active administrator: make somebody else an administrator first.',
  'weak-password': 'This password is easily guessed; use several words that do not belong together.',
  'wrong-password': 'The present password is not right.',

  'meeting-not-found': ({ id }) => `There is no meeting ${id}: look its id up in the list of meetings.`,
  'meeting-exists': ({ id }) => `There is another meeting with the id ${id}: choose another id.`,
  'meeting-cancelled': 'This meeting was cancelled: no reply is needed, and no check of it is booked or moved.',
  'meeting-closed': 'This meeting is closed: nothing of it can be changed.',
  'call-noted-otherwise': 'Another call was noted under this id: note it anew.',
  'invalid-extension': ({ list }) =>
    list === undefined
      ? 'Offices cannot be given time until then.'
      : `Offices cannot be given time until then: ${list}`,
  'meeting-not-over': ({ at }, say) => `The meeting ends at ${say.moment(at)}: close it after that.`,
  'meeting-incomplete': ({ list }) =>
    list === undefined ? 'The meeting lacks something' : `The meeting lacks something: ${list}`,
  'meeting-kept': 'This meeting was announced and cannot be deleted: cancel it instead.',
  'meeting-not-announced': ({ id }) => `The meeting ${id} is not announced: announce it first.`,
  'meeting-not-begun': ({ at }, say) =>
    `The meeting begins at ${say.moment(at)}: who comes is entered from 24 hours before on.`,
  'correction-without-reason': 'This meeting is closed: whoever corrects its register says why.',
  'attendance-of-nobody': 'Name either an invited office or somebody who came without an invitation.',
  'too-many-entries': ({ most }) => `One line of the register takes ${most} entries at most.`,
  'meeting-over': ({ at }, say) => `The meeting ended at ${say.moment(at)}: it can no longer be changed or cancelled.`,
  'invalid-meeting-times': ({ list }) =>
    list === undefined ? 'The times of the meeting are not right' : `The times of the meeting are not right: ${list}`,
  'invalid-deadline': ({ list }) =>
    list === undefined ? 'The new deadline is not right' : `The new deadline is not right: ${list}`,
  'organisation-not-found': ({ id }) => `There is no organisation ${id}`,
  'organisation-merged': ({ name }) => `This office was merged into ${name}: use that one.`,
  'site-not-found': ({ id }) => `There is no site ${id}`,
  'site-not-enrolled': ({ id }) => `The site ${id} is not enrolled yet.`,

  'reply-link-invalid':
    'This reply link is not valid. Copy the whole link from the latest invitation mail, or ask the coordinator for a new one.',
  'site-closed':
    'Nothing can be changed by this link any more: the meeting is cancelled or over, or nobody joins it at this site.',
  'site-link-invalid':
    'This link of a site is not valid. Copy the whole link from the latest appointment mail, or ask the coordinator.',
  'self-check-full': 'As many sites as there is room for check themselves at this moment. Try again in a few minutes.',
  'self-check-offer':
    'What this browser offered cannot be measured over. Use a current Chrome, Edge, Firefox or Safari, and begin anew.',
  'self-check-closed': 'This meeting needs no more checks. See the page of the site.',
  'reply-code-unknown':
    'No invitation has this reply code. Compare it with the latest letter, or ring the coordinator.',
  'print-run-not-found': 'There is no such document: make it anew.',
  'too-many-for-word': ({ most, offices }) =>
    `A Word document holds ${most} letters at most, and this would be ${offices}: choose a province, or make a PDF.`,
  'invitation-not-found': ({ id }) => `There is no invitation ${id}: look the office up in the list of invitations.`,
  'invitation-withdrawn':
    'This invitation was withdrawn. Ring the coordinator if the office should be invited after all.',
  'deadline-passed': ({ unkept }, say) =>
    unkept === undefined
      ? 'The reply deadline has passed. Send the reply form by fax or ring the coordinator: the reply desk still enters it.'
      : `Nobody could reply: the deadline ${say.moment(unkept)} has passed. Create the meeting anew with a later one.`,
  'invalid-received-at': ({ list }) =>
    list === undefined ? 'The reply can’t have been received then' : `The reply can’t have been received then: ${list}`,
  'invalid-reply': ({ list }) =>
    list === undefined
      ? 'the reply does not fit the form of the meeting'
      : `the reply does not fit the form of the meeting: ${list}`,
  'over-quota': ({ list }) =>
    list === undefined
      ? 'more people are named than one office may send'
      : `more people are named than one office may send: ${list}`,
  'response-not-found': ({ revision }) =>
    `The invitation has no answer with the revision ${revision}: look at its answers and name one of them.`,
  'opinion-not-found': 'There is no such opinion of this office: look at its opinions again.',
  'opinion-id-used': 'Another opinion was given under this id: give this one under an id of its own.',
  'too-many-opinions': ({ most }) => `An office gives ${most} opinions at most: withdraw one, or put two together.`,
  'opinions-changed-too-often':
    'This office has given and withdrawn too many opinions: no further one is kept. Ring the coordinator.',
  'opinions-not-asked': 'This meeting does not ask for opinions.',
  'too-many-changes': ({ most, minutes }) =>
    `This answer was changed ${most} times within an hour. Try again in ${minutes} minutes, or ring the coordinator.`,
  'too-many-revisions':
    'The answer of this office was changed too often: no further change is kept. Ring the coordinator.',

  'calendar-not-set': 'The meeting has no check calendar: set its days, hours and rooms first.',
  'calendar-refused': ({ list }) => list ?? 'This check calendar can’t be used',
  'calendar-busy': 'Others are booking checks at the same time: try again in a moment.',
  'check-not-found': ({ id }) => `There is no check ${id}: look it up in the meeting’s list of checks.`,
  'check-not-booked': ({ state }) =>
    `Only a booked check can be moved, cancelled or recorded; this one is ${state}. ${state === 'cancelled' ? 'Plan a new one for the site.' : 'Its result was entered already: correct or withdraw that result, giving the reason.'}`,
  'check-not-begun': 'The check has not begun: enter its result when it has, or move the check to an earlier slot.',
  'check-without-result': 'The check has no result that could be corrected or withdrawn: look it up anew.',
  'check-over': 'The time of this check is over.',
  'too-late-to-move': 'The check begins too soon to be moved by the link: ring the coordinator.',
  'too-many-busy-times': 'There are too many busy times already: ring the coordinator.',
  'time-over': 'This time is over already: enter one that is still to come.',
  'check-changed': 'The check was changed meanwhile: look at it again, then decide.',
  'evidence-inconclusive': ({ list }) => list ?? 'The measurement is inconclusive',
  'not-a-slot': 'No slot that can still be booked begins then: choose one of the check calendar’s.',
  'technicians-busy': 'Nobody who knows the site’s system is on duty and free at that time: choose another slot.',
  'technicians-too-many': ({ most }) =>
    `There can be ${most} technicians at most: use an entry of somebody who has left.`,
  'proposal-not-found': 'There is no such proposal any more: ask for a new one.',
  'proposal-overtaken':
    'Something has changed since this was proposed, and nothing of it was done: ask for a new proposal.',
  'plan-too-large': ({ most }) =>
    `That would be more than ${most} changes at once: plan fewer sites or shorter calendars.`,
  'slot-taken': 'All rooms are taken at that time: choose another slot.',
  'dossier-list-without-site': ({ column }) =>
    `This list has no column “${column}”: begin with a file that Sala handed out.`,
  'site-has-check': 'The site has an appointment already: move that one, or cancel it first.',
  'site-busy': 'The site has another check at that time, of this meeting or another: choose another slot.',

  'site-not-at-meeting': ({ id }) => `${id} does not join this meeting: choose a site of its list.`,
  'joining-not-in': 'The site was not in, so that its line can’t have been lost: look at how it stands now.',
  'fault-entered-otherwise': 'Another entry of the fault log has this id: enter it anew.',
  'fault-corrected-already': 'This entry was corrected already: correct the one that stands in its place.',
  'fault-not-found': 'The fault log has no such entry: look at it again.',
  'faults-too-many': ({ most }) => `A site has ${most} entries in the fault log at most: correct one that is there.`,
  'ports-too-few': ({ needed, usable }) =>
    `${needed} sites come, and the bridges take ${usable} once they are linked with each other: add a bridge or ports.`,
  'bridges-not-linked':
    'These bridges have too few ports to be linked with each other: give them more ports, or use fewer of them.',
  'bridge-not-set': 'No conference bridge is connected: enter by hand how sites stand, or ask the administrator.',
  'bridge-away': 'The conference bridge does not answer: enter by hand how sites stand, and try again in a moment.',
  'bridge-refused':
    'The conference bridge does not do as asked: have the administrator look at its address and secret.',

  'delivery-not-found': ({ id }) => `There is no delivery ${id}: look its id up in the list of deliveries.`,
  'delivery-not-unknown':
    'There is nothing to decide on this delivery: it is known what became of it. Look at its state again.',
  'delivery-under-way':
    'This delivery, or another mail of its kind to the same recipient, is under way: wait for what becomes of it.',
  'delivery-not-needed': 'This delivery was cancelled: what it says no longer holds.',
  'delivery-moved-on': 'This delivery has moved on meanwhile: look at it again.',
  'webhook-not-found': 'There is no such system any more. Please look in the list.',
  'webhook-known': 'This system was added already. If its secret was not noted, please make a new one.',
  'announcement-not-found': 'There is no such announcement. Please look in the list of announcements.',
  'announcement-settled': 'This announcement was sent or withdrawn already. Please look at how it stands now.',
  'second-person-needed':
    'Whoever wrote an announcement cannot release it. Please have another coordinator or administrator do it.',
  'nobody-to-tell': 'None of the chosen offices is invited any more. Please choose others.',
  'recipient-not-found': ({ id }) => `Nothing has been heard of the invitation ${id} yet.`,
  'step-not-found': 'There is no such step of the reminder schedule: it may be done, or have moved.',
  'mail-not-writable': 'This mail can no longer be written: what it was about is not known any more.',
  'mail-not-found': ({ id }) => `There is no mail ${id} that came; it may have been kept for long enough.`,
  'mail-has-no-office': 'Nobody knows yet which office’s mail this is: pick the office first.',
  'mail-has-no-sender': 'This mail has no sender that could be answered.',
  'no-mail-leaves': 'No mail leaves at the moment: see why on the page of mails, mend it, and try again.',
  'test-mail-refused': ({ said }) => `The mail server did not take the test mail. It said: ${said}`,
  'mail-in-hand':
    'Another mail to the same recipient is being handed over: it decides whether this one is still to be sent.',
  'ordinal-taken': 'Several mails to one recipient were planned at once: try again.',

  'no-such-dead-letter': 'There is no such dead letter: it was replayed or discarded already.',
  'event-not-understood': 'What came is not what its contract says.',
  'handler-never-finished':
    'The handler ended neither well nor with an error at any delivery; the worker may have died of it.',
  'events-in-doubt': 'Nothing is published until it is known what there is',
  'consumer-idle': ({ names }) => `Nobody takes from the consumer ${names}: it is begun again`,
  'consumer-missing': ({ names }) => `JetStream has no consumer ${names}: it is declared again`,
  'jetstream-missing': ({ address }) =>
    `NATS at ${address} answers, but without JetStream: start it with -js and a store directory`,
  'nats-unreachable': ({ address }) =>
    `NATS at ${address} does not answer: see that it runs and that NATS_URL is right`,
  'nats-refuses': ({ address, refusal }) => `NATS at ${address} ${refusal}`,

  'table-unknown':
    'This file is no table that can be read: open it in Excel, LibreOffice or Google Sheets and save it as .xlsx or CSV.',
  'table-empty': 'This file is empty: choose another one.',
  'table-damaged':
    'This file is damaged or not whole: open it in Excel or LibreOffice, save it anew as .xlsx, then try again.',
  'table-encrypted': 'This file has a password: open it, take the password off and save it anew.',
  'table-external':
    'This file refers to something outside of it, which is not read: open it in Excel or LibreOffice and save it anew as .xlsx.',
  'table-too-large': ({ most }) =>
    `This file is larger than ${most} MB: remove pictures and sheets that are not needed, or make several files of it.`,
  'table-unpacks-too-large': ({ most }) =>
    `What this file holds is more than ${most} MB once it is unpacked: remove sheets that are not needed, or make several files of it.`,
  'table-too-many-rows': ({ most }) => `This sheet has more than ${most} rows: make several files of it.`,
  'table-too-many-columns': ({ most, cell }) =>
    `The cell ${cell} is beyond column ${most}: remove the columns that are not needed.`,
  'table-too-many-sheets': ({ most }) => `This file has more than ${most} sheets: remove those that are not needed.`,
  'table-too-many-merged': ({ most }) => `This sheet has more than ${most} merged ranges: unmerge its cells.`,
  'table-cell-too-long': ({ most, cell }) => `The text in cell ${cell} is longer than ${most} characters: shorten it.`,
  'table-rows-disordered': ({ row, after }) =>
    `The rows of this file are not in their order (row ${row} stands after row ${after}): open it in Excel or LibreOffice and save it anew as .xlsx.`,
  'table-encoding':
    'This CSV file holds characters that are neither UTF-8 nor Windows-874: open it in Excel and save it as .xlsx or “CSV UTF-8”.',
  'table-quote-open': ({ row }) =>
    `A quotation mark that opens in row ${row} of this CSV file is never closed: mend that row, or save the list as .xlsx.`,
  'table-too-hard':
    'This .xls file takes too much to be read: open it in Excel or LibreOffice and save it anew as .xlsx.',
  'file-kept': ({ id }) => `The file ${id} is there as a whole: no part can be added to it.`,
  'file-incomplete': ({ id }) => `The file ${id} did not come whole: send it again.`,
  'file-not-found': ({ id }) => `The file ${id} is not there any more: send it again.`,
  'file-type-refused': 'Only PDF, Word (.docx), Excel (.xlsx), PNG and JPEG are taken, and none with macros.',
  'file-too-large': ({ most }) => `The file has more than ${most} MB: make several files of it.`,
  'file-damaged': 'What came is not the file that was sent, so that nothing of it is kept: send it again.',
  'scan-type-refused': 'Only scans are taken: PDF, TIFF, PNG or JPEG by what the file holds, whatever it is called.',
  'scan-damaged': 'This scan is damaged or not all there: scan or save the paper again and send it anew.',
  'scan-not-found': ({ id }) => `The scan ${id} is not there any more: attach it again.`,
  'scan-elsewhere': 'This scan proves the answer of another office: attach the one of this office.',
  'too-many-scans': ({ most }) => `An answer has ${most} scans at most: make one file of several.`,
  'upload-stalled':
    'The file stopped on its way, so that nothing of it is kept: check the connection and send it again.',
  'upload-too-slow':
    'The file did not come whole within 15 minutes, so that nothing of it is kept: make it smaller, or send it by a faster line.',
  'upload-interrupted': 'The file did not come whole, so that nothing of it is kept: send it again.',
  'too-many-uploads': 'Several files are on their way already: wait until they have arrived, then send it again.',
  'import-not-found': ({ id }) => `There is no import ${id}: look it up in the list of imports.`,
  'import-not-waiting': 'This import does not wait for a decision now: look at it again.',
  'import-encoding-unsure':
    'nobody has confirmed how this file is read; look at the sample rows and choose the ones that can be read',
  'import-not-clean': ({ invalid, conflict }) =>
    `${invalid} rows are not valid and ${conflict} are in conflict with the directory: correct the file, or keep the valid rows alone.`,
  'import-ended': 'This import is over: it cannot be stopped.',
  'import-not-kept': 'Nothing of this import is kept, or it was taken back already: there is nothing to undo.',
  'import-in-use': ({ count, names }) =>
    `Offices of this import are invited, so that it cannot be undone: ${count} (${names}${Number(count) > 5 ? ' …' : ''}). Among the rows choose “invited” to see all of them.`,
} satisfies Dictionary['errors'];
