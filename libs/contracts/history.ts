import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineEvent, defineRpc } from './contract.js';
import { HistoryNote } from './history-note.js';
import { exampleInvitation } from './invitation.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, owners, readers, Role } from './rights.js';
import { Bilingual, Id, Instant, Language, PageRequest, pageOf } from './words.js';

/** `unknown`: told before it was kept who asked. */
export const HistoryWho = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('staff'), staffId: Id.optional(), role: Role }),
    z.object({ kind: z.literal('office') }),
    z.object({ kind: z.literal('site'), siteId: Id }),
    z.object({ kind: z.literal('system') }),
    z.object({ kind: z.literal('unknown') }),
  ])
  .meta({ id: 'HistoryWho' });
export type HistoryWho = z.infer<typeof HistoryWho>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One write in the history of a meeting. `sequence` counts from 1 in the order in which they were heard of; `at` says when
 * it happened, by the meeting clock. `hash` is SHA-256 over all the rest, the hash before it (`previous`) included.
 * `withheld`: the reader's role does not open persons, so who entered it and why are left out.
 */
export const HistoryEntry = HistoryNote.extend({
  sequence: z.int().positive(),
  at: Instant,
  who: HistoryWho,
  /** The event that it was taken from. */
  event: z.string().min(1).max(64),
  previous: hash,
  hash,
  withheld: z.literal(true).optional(),
}).meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/**
 * Why a link does not hold: it is `missing`, stands `twice`, is `changed` (its hash is not that of what it says), or is
 * `unlinked` (it does not name the hash of the one before it). `not-held`: the hash that was noted earlier is in no entry.
 */
export const BrokenLink = z
  .object({
    sequence: z.int().positive(),
    why: z.enum(['missing', 'twice', 'changed', 'unlinked', 'not-held']),
    event: z.string().optional(),
  })
  .meta({ id: 'BrokenLink' });
export type BrokenLink = z.infer<typeof BrokenLink>;
/** `hash` is that of the last entry: whoever notes it can ask later whether the history still holds it. */
export const HistoryProof = z
  .object({ meetingId: Id, count: z.int().min(0), hash: hash.optional(), broken: BrokenLink.optional() })
  .meta({ id: 'HistoryProof' });
export type HistoryProof = z.infer<typeof HistoryProof>;

const meetingId = exampleMeeting.id;
export const exampleHistoryEntry: HistoryEntry = {
  meetingId,
  sequence: 5,
  at: '2016-11-09T03:12:00.000Z',
  who: { kind: 'office' },
  what: 'response-recorded',
  invitationId: exampleInvitation.id,
  organisationId: 'th-50-revenue',
  provinceCode: 'TH-50',
  responseRevision: 1,
  changes: [
    { field: 'answer', after: 'attend' },
    { field: 'attendees', personal: true },
  ],
  event: '0f5a1c7e9b3d2468ace013579bdf02468ace1357',
  previous: '6f1ed002ab5595859014ebf0951522d96c6f6b2f7a7c1c1a3b7f0e5d4c3b2a19',
  hash: '0e9f2d1c3b5a79886756453423120f1e2d3c4b5a69788796a5b4c3d2e1f00112',
};

/** One part of a write as people read it; of what is not there there was nothing. `personal`: only that it changed is kept. */
export const WordedChange = z
  .object({
    label: z.string(),
    before: z.string().optional(),
    after: z.string().optional(),
    personal: z.literal(true).optional(),
  })
  .meta({ id: 'WordedChange' });
export type WordedChange = z.infer<typeof WordedChange>;

/**
 * As it is listed: `office` is what the office is called at this meeting, `said` what changed in the reader's words. Neither is
 * part of the chain.
 */
export const ListedHistoryEntry = HistoryEntry.extend({
  office: Bilingual.optional(),
  said: z.array(WordedChange).default([]),
}).meta({ id: 'ListedHistoryEntry' });
export type ListedHistoryEntry = z.infer<typeof ListedHistoryEntry>;

export const ListHistory = defineRpc({
  subject: 'rpc.registration.v1.list-history',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/history', opens: andFocalPoints(readers) },
  summary:
    'A page of what was written of a meeting, or of one invitation to it: who, when, what, before and after, why; the newest first',
  request: z
    .object({ meetingId: Id, invitationId: Id.optional(), language: Language.default(usualLanguage) })
    .extend(PageRequest.shape),
  returns: pageOf(ListedHistoryEntry),
  example: {
    request: { meetingId },
    returns: {
      items: [
        {
          ...exampleHistoryEntry,
          office: exampleInvitation.organisation.name,
          said: [
            { label: 'คำตอบ', after: 'เข้าร่วม' },
            { label: 'ผู้เข้าร่วม', personal: true },
          ],
        },
      ],
      next: '5',
    },
  },
});
export const VerifyHistory = defineRpc({
  subject: 'rpc.registration.v1.verify-history',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/history-proof', opens: owners, timeoutMs: 60_000 },
  summary:
    'Whether a meeting’s history is whole: how many entries, the hash of the last, and the first link that is broken',
  request: z.object({ meetingId: Id, holds: hash.optional() }),
  returns: HistoryProof,
  example: { request: { meetingId }, returns: { meetingId, count: 5, hash: exampleHistoryEntry.hash } },
});

/** As registration says it of its own, of what notifications keep. */
export const MailsNoted = defineEvent({
  subject: 'evt.notifications.v1.history-noted',
  summary:
    'Staff wrote something of a meeting that is kept with its mails and calls: only the history of its meeting notes it',
  data: HistoryNote,
  example: { meetingId, what: 'call-recorded', changes: [{ field: 'outcome', after: 'will-answer' }] },
});
export const HistoryNoted = defineEvent({
  subject: 'evt.registration.v1.history-noted',
  summary: 'Something was written that changes nothing for anybody else: only the history of its meeting notes it',
  data: HistoryNote,
  example: {
    meetingId,
    what: 'draft-changed',
    changes: [{ field: 'fax', before: '0 2612 6011', after: '0 2612 6012' }],
  },
});
