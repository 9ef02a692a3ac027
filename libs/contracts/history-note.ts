import { z } from 'zod';
import { Role } from './rights.js';
import { Id, ProvinceCode } from './words.js';

/** Who had something written: a member of staff in the role that opened it, an office or a site by its link, or Sala itself. */
export const AskedBy = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('staff'), staffId: Id, role: Role }),
    z.object({ kind: z.literal('office') }),
    z.object({ kind: z.literal('site'), siteId: Id }),
    z.object({ kind: z.literal('system') }),
  ])
  .meta({ id: 'AskedBy' });
export type AskedBy = z.infer<typeof AskedBy>;

/** What can be written of a meeting: the closed list of its history. */
export const HistoryWhat = z
  .enum([
    'meeting-created',
    'draft-changed',
    'draft-deleted',
    'meeting-announced',
    'meeting-changed',
    'meeting-cancelled',
    'meeting-closed',
    'meeting-reopened',
    'invitation-issued',
    'invitation-withdrawn',
    'invited-again',
    'invitation-extended',
    'invitation-followed',
    'invitation-moved',
    'hall-kept',
    'reply-link-renewed',
    'response-recorded',
    'response-kept',
    'response-said-again',
    'response-confirmed',
    'response-taken-back',
    'opinion-given',
    'opinion-withdrawn',
    'response-withdrawn',
    'seat-changed',
    'attendance-recorded',
    'hall-recorded',
    'mails-paused',
    'mails-resumed',
    'reminded-by-hand',
    'mails-released',
    'mails-dropped',
    'mails-worded',
    'mails-worded-as-usual',
    'announcement-written',
    'announcement-released',
    'announcement-withdrawn',
    'call-recorded',
    'address-suppressed',
    'address-lifted',
    'mail-assigned',
    'mail-done',
    'mail-reopened',
    'check-booked',
    'check-moved',
    'check-cancelled',
    'check-confirmed',
    'check-recorded',
    'check-result-corrected',
    'check-result-withdrawn',
    'site-joining-changed',
    'site-fault-changed',
    'conference-room-changed',
  ])
  .meta({ id: 'HistoryWhat' });
export type HistoryWhat = z.infer<typeof HistoryWhat>;

/**
 * One part that changed. What is not there was not there. Of what concerns persons (`personal`) the name alone is noted: a
 * history is never cut, and what is known of a person can be asked to be.
 */
export const HistoryChange = z
  .object({
    field: z.string().min(1).max(128),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    personal: z.literal(true).optional(),
  })
  .meta({ id: 'HistoryChange' });
export type HistoryChange = z.infer<typeof HistoryChange>;

/** What one write did, for the history of its meeting; of one invitation, or of one site, where it names one. */
export const HistoryNote = z
  .object({
    meetingId: Id,
    what: HistoryWhat,
    invitationId: Id.optional(),
    organisationId: Id.optional(),
    siteId: Id.optional(),
    provinceCode: ProvinceCode.optional(),
    /** Which revision of what the office said: with it stand the persons. */
    responseRevision: z.int().positive().optional(),
    changes: z.array(HistoryChange),
    reason: z.string().optional(),
  })
  .meta({ id: 'HistoryNote' });
export type HistoryNote = z.infer<typeof HistoryNote>;
