import { z } from 'zod';
import { defineRpc } from './contract.js';
import { LaneCause } from './mail-lane.js';
import { exampleMeeting } from './meeting.js';
import { owners, readers } from './rights.js';
import { Bilingual, Id, Instant } from './words.js';

/**
 * What is looked at before mails are sent to everybody: whether a mail server takes a mail of ours, whether it comes back to
 * where answers come to, and what the sender's domain says in the DNS of who may send for it.
 */
export const SideCheck = z.enum(['relay', 'return', 'spf', 'dkim', 'dmarc']).meta({ id: 'SideCheck' });
export type SideCheck = z.infer<typeof SideCheck>;

/** What was found; the console says what each means and what to do. */
export const SideFinding = z
  .enum([
    'relay-refuses',
    'test-refused',
    'test-put-off',
    'outcome-unknown',
    'not-sent',
    'not-back',
    'nowhere-to-come-back',
    'spf-missing',
    'spf-several',
    'spf-open',
    'dkim-unset',
    'dkim-missing',
    'dkim-other',
    'dmarc-missing',
    'dmarc-unaligned',
    'dns-silent',
  ])
  .meta({ id: 'SideFinding' });
export type SideFinding = z.infer<typeof SideFinding>;

/** `unknown`: it cannot be seen from here. `waiting`: the test mail has not come back yet. */
export const SideResult = z
  .object({
    check: SideCheck,
    result: z.enum(['good', 'finding', 'unknown', 'waiting']),
    finding: SideFinding.optional(),
    /** Which mail server, or which name in the DNS. */
    of: z.string().min(1).max(300).optional(),
    /** Why a mail server takes nothing, in words for staff. */
    cause: LaneCause.optional(),
    reason: Bilingual.optional(),
    advice: Bilingual.optional(),
    /** The server's words, or the record. */
    said: z.string().max(1_000).optional(),
  })
  .meta({ id: 'SideResult' });
export type SideResult = z.infer<typeof SideResult>;

/** The last check of how mails leave; nothing in it where there was none yet. */
export const SendingSide = z
  .object({
    checkedAt: Instant.optional(),
    running: z.boolean(),
    findings: z.int().min(0),
    results: z.array(SideResult),
    /** Where the test mails went. */
    sentTo: z.string().max(320).optional(),
  })
  .meta({ id: 'SendingSide' });
export type SendingSide = z.infer<typeof SendingSide>;

const checked: SendingSide = {
  checkedAt: '2016-11-05T02:00:00.000Z',
  running: false,
  findings: 1,
  sentTo: 'answers@sala.example',
  results: [
    { check: 'relay', result: 'good', of: 'mail.ega.example:587' },
    { check: 'return', result: 'good', of: 'mail.ega.example:587' },
    { check: 'spf', result: 'good', of: 'ega.example', said: 'v=spf1 mx -all' },
    { check: 'dkim', result: 'good', of: 's2559._domainkey.ega.example' },
    { check: 'dmarc', result: 'finding', finding: 'dmarc-missing', of: '_dmarc.ega.example' },
  ],
};

export const GetSendingSide = defineRpc({
  subject: 'rpc.notifications.v1.get-sending-side',
  http: { method: 'GET', path: '/api/v1/sending-side', opens: readers },
  summary: 'What the last check of the sending side found, and when that was',
  request: z.object({}),
  returns: SendingSide,
  example: { request: {}, returns: checked },
});
export const CheckSendingSide = defineRpc({
  subject: 'rpc.notifications.v1.check-sending-side',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/sending-side/check', opens: owners },
  summary:
    'Checks how mails leave: one test mail by each mail server, to the address that answers come to or, where there is none, to the meeting’s coordinator, and what the DNS says. It goes on after the answer; asked for twice at once it is one',
  request: z.object({ meetingId: Id }),
  returns: SendingSide,
  example: { request: { meetingId: exampleMeeting.id }, returns: { running: true, findings: 0, results: [] } },
});
