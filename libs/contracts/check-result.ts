import { z } from 'zod';
import { Check, exampleCheck, PastResult } from './check.js';
import { type CheckEvidence, CheckOutcome, EvidenceSoFar, exampleEvidence } from './check-evidence.js';
import { CheckSteps } from './check-steps.js';
import { defineEvent, defineRpc } from './contract.js';
import { LinkSamples } from './link-samples.js';
import { checkers } from './rights.js';
import { ExpectedRevision, Id, Reason, StaffId, TextOrBlank } from './words.js';

/**
 * What a technician enters; all of the evidence for a check that was measured, none for one where nobody came. What `steps`
 * and `samples` say of the evidence need not be said there once more; where both say it, these count.
 */
export const CheckResult = z.object({
  outcome: CheckOutcome.default('measured'),
  evidence: EvidenceSoFar.optional(),
  steps: CheckSteps.optional(),
  samples: LinkSamples.optional(),
  note: TextOrBlank(1000).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

const passedCheck: Check = {
  ...exampleCheck,
  state: 'passed',
  evidence: exampleEvidence,
  faults: [],
  recordedAt: '2016-11-14T02:20:00.000Z',
  recordedBy: 'staff-vc',
  revision: 2,
};

const failedEvidence: CheckEvidence = { ...exampleEvidence, lossPercent: 6 };

const wrongResult = {
  evidence: exampleEvidence,
  faults: [],
  recordedAt: '2016-11-14T02:20:00.000Z',
  recordedBy: 'staff-vc',
  endedAt: '2016-11-14T03:00:00.000Z',
  endedBy: 'staff-vc',
  reason: 'entered for the wrong site',
};

const correctedCheck: Check = {
  ...passedCheck,
  state: 'failed',
  evidence: failedEvidence,
  faults: ['loss'],
  recordedAt: '2016-11-14T03:00:00.000Z',
  history: [{ state: 'passed', ...wrongResult, ended: 'corrected' }],
  revision: 3,
};

const withdrawnCheck: Check = {
  ...exampleCheck,
  history: [{ state: 'passed', ...wrongResult, ended: 'withdrawn' }],
  revision: 3,
};

export const RecordCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.record-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result', opens: checkers, staffIn: 'recordedBy' },
  summary:
    'Keeps what became of a check: measured, the thresholds decide whether the site passed (inconclusive evidence is refused: measure on); aborted, it failed; or nobody was there',
  request: z.object({ checkId: Id, ...CheckResult.shape, recordedBy: StaffId }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, evidence: exampleEvidence, recordedBy: 'staff-vc' },
    returns: passedCheck,
  },
});

export const CorrectCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.correct-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result/correction', opens: checkers, staffIn: 'correctedBy' },
  summary:
    'Puts another result in the place of one that was entered by mistake; what it was stays in the check’s history with the reason',
  request: z.object({
    checkId: Id,
    ...CheckResult.shape,
    reason: Reason,
    correctedBy: StaffId,
    expectedRevision: ExpectedRevision,
  }),
  returns: Check,
  example: {
    request: {
      checkId: exampleCheck.id,
      evidence: failedEvidence,
      reason: wrongResult.reason,
      correctedBy: 'staff-vc',
    },
    returns: correctedCheck,
  },
});

export const WithdrawCheckResult = defineRpc({
  subject: 'rpc.scheduling.v1.withdraw-check-result',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/result/withdrawal', opens: checkers, staffIn: 'withdrawnBy' },
  summary:
    'Takes a result back that was entered by mistake: the check is booked as before, or cancelled where the site’s next check is booked already',
  request: z.object({ checkId: Id, reason: Reason, withdrawnBy: StaffId, expectedRevision: ExpectedRevision }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, reason: wrongResult.reason, withdrawnBy: 'staff-vc' },
    returns: withdrawnCheck,
  },
});

export const CheckRecorded = defineEvent({
  subject: 'evt.scheduling.v1.check-recorded',
  summary: 'A check passed or failed, or nobody was there',
  data: z.object({ check: Check }),
  example: { check: passedCheck },
});

export const CheckResultCorrected = defineEvent({
  subject: 'evt.scheduling.v1.check-result-corrected',
  summary: 'Another result was put in the place of one that was entered by mistake',
  data: z.object({ check: Check, previous: PastResult }),
  example: { check: correctedCheck, previous: { state: 'passed', ...wrongResult, ended: 'corrected' } },
});

export const CheckResultWithdrawn = defineEvent({
  subject: 'evt.scheduling.v1.check-result-withdrawn',
  summary: 'A result that was entered by mistake was taken back',
  data: z.object({ check: Check, previous: PastResult }),
  example: { check: withdrawnCheck, previous: { state: 'passed', ...wrongResult, ended: 'withdrawn' } },
});
