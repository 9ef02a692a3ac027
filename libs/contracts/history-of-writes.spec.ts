import { describe, expect, it } from '@jest/globals';
import { HistoryWhat, isWrite, passedOn, requestName } from './index.js';

/** Why a write of staff is in the history of no meeting. All of them are in the list of what staff did, with who and when. */
const noMeeting = 'it is of no meeting: of the directory, of accounts, of other systems, of holidays';
const followed =
  'of the directory: what it changes for an invitation is noted there, as invitation-followed or invitation-moved';
const changesNothing = 'it reads, tries or makes a file: nothing of a meeting is otherwise afterwards';
const ofItsSteps = 'a plan is noted check by check, as its steps are done';
const settingOfChecks =
  'how checks and calls of a meeting are set up: the list of what staff did has it, the history not';

const noted: Readonly<Record<string, readonly HistoryWhat[] | string>> = {
  'announce-meeting': ['meeting-announced'],
  'cancel-meeting': ['meeting-cancelled'],
  'create-meeting': ['meeting-created'],
  'change-meeting': ['draft-changed', 'meeting-changed'],
  'close-meeting': ['meeting-closed'],
  'delete-meeting': ['draft-deleted'],
  'extend-deadline': ['meeting-changed'],
  'reopen-meeting': ['meeting-reopened'],
  'review-meeting': changesNothing,
  'enrol-organisations': followed,
  'enrol-sites': followed,
  'export-organisations': changesNothing,
  'save-organisation': followed,
  'assign-contact': followed,
  'save-site': followed,
  'merge-organisations': ['invitation-withdrawn', 'invitation-followed'],
  'undo-merge': ['invited-again'],
  'commit-import': followed,
  'set-import-columns': noMeeting,
  'stop-import': noMeeting,
  'undo-import': noMeeting,
  'renew-reply-link': ['reply-link-renewed'],
  'withdraw-invitation': ['invitation-withdrawn'],
  'extend-invitations': ['invitation-extended'],
  'invite-again': ['invited-again'],
  'withdraw-invitations': ['invitation-withdrawn'],
  'record-desk-reply': ['response-recorded', 'response-kept', 'response-said-again'],
  'take-back-reply': ['response-taken-back'],
  'move-invitation': ['invitation-moved', 'hall-kept'],
  'record-desk-opinion': ['opinion-given'],
  'withdraw-opinion': ['opinion-withdrawn'],
  'start-print-run': changesNothing,
  'stop-print-run': changesNothing,
  'rebuild-response-board': changesNothing,
  'export-list': changesNothing,
  'read-list': changesNothing,
  'record-attendance': ['attendance-recorded'],
  'record-hall': ['hall-recorded'],
  'export-report': changesNothing,
  'resend-delivery': 'what became of a mail stands with the mail, each try of it, and not in the history',
  'resolve-unknown-delivery': 'what became of a mail stands with the mail, each try of it, and not in the history',
  'record-call': ['call-recorded'],
  'check-sending-side': changesNothing,
  'decide-overdue-mails': ['mails-released', 'mails-dropped'],
  'pause-all-mails': ['mails-paused'],
  'pause-mails': ['mails-paused'],
  'resume-all-mails': ['mails-resumed'],
  'resume-mails': ['mails-resumed'],
  'put-holiday': noMeeting,
  'remove-holiday': noMeeting,
  'look-ahead': changesNothing,
  'remind-now': ['reminded-by-hand'],
  'restore-mail-wording': ['mails-worded-as-usual'],
  'save-mail-wording': ['mails-worded'],
  'send-test-mail': changesNothing,
  'release-announcement': ['announcement-released'],
  'withdraw-announcement': ['announcement-withdrawn'],
  'write-announcement': ['announcement-written'],
  'try-mail-lanes': changesNothing,
  'lift-suppression': ['address-lifted'],
  'suppress-address': ['address-suppressed'],
  'answer-inbox-mail': ['mail-done'],
  'assign-inbox-mail': ['mail-assigned'],
  'close-inbox-mail': ['mail-done'],
  'reopen-inbox-mail': ['mail-reopened'],
  'add-webhook': noMeeting,
  'change-webhook': noMeeting,
  'remove-webhook': noMeeting,
  'replay-webhook-messages': noMeeting,
  'rotate-webhook-secret': noMeeting,
  'test-webhook': noMeeting,
  'set-check-calendar': settingOfChecks,
  'cancel-check': ['check-cancelled'],
  'move-check': ['check-moved'],
  'plan-checks': ['check-booked'],
  'book-check': ['check-booked'],
  'correct-check-result': ['check-result-corrected'],
  'record-check-result': ['check-recorded'],
  'withdraw-check-result': ['check-result-withdrawn'],
  'set-link-limits': settingOfChecks,
  'judge-link': changesNothing,
  'save-site-dossier': noMeeting,
  'confirm-check': ['check-confirmed'],
  'renew-site-link': settingOfChecks,
  'save-technician': noMeeting,
  'apply-check-proposal': ofItsSteps,
  'follow-check-proposal': changesNothing,
  'propose-checks': changesNothing,
  'stop-check-proposal': ofItsSteps,
  'export-site-dossiers': changesNothing,
  'keep-dossier-list': noMeeting,
  'end-site-fault': ['site-fault-changed'],
  'log-site-fault': ['site-fault-changed'],
  'record-joining': ['site-joining-changed'],
  'export-dial-plan': changesNothing,
  'set-dial-plan': settingOfChecks,
  'open-conference-room': ['conference-room-changed'],
  'close-conference-room': ['conference-room-changed'],
  'add-staff': noMeeting,
  'change-staff': noMeeting,
  'deactivate-staff': noMeeting,
  'reactivate-staff': noMeeting,
  'reset-password': noMeeting,
  'sign-out-staff': noMeeting,
};

describe('what staff write', () => {
  const writes = passedOn.filter((each) => isWrite(each) && Array.isArray(each.http.opens)).map(requestName);

  it('stands in the history of its meeting, or it is said why not', () => {
    expect(Object.keys(noted).sort()).toEqual(writes.toSorted());
  });

  it('has a name in the history for each thing that can come of it', () => {
    for (const what of Object.values(noted))
      if (typeof what !== 'string') for (const each of what) HistoryWhat.parse(each);
  });
});
