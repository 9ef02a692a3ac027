import { type Channel } from '#contracts';
import { conflict } from '#platform';
import { type InvitationRecord } from '../invitation/invitation.module.js';

/** How often one link may change its answer: each change is a mail to the office. */
const changes = { most: 50, withinMs: 3_600_000 } as const;
/** So many revisions, and so much of them: an invitation stays below the 16 MB of a document, and the desk can go on when a link can't. */
const revisions = { web: 150, all: 200 } as const;
const bytes = { web: 9_000_000, all: 12_000_000 } as const;
/** A revision takes 100 kB at most, so that fewer are never too much. */
const surelyFit = 80;
const isFull = (responses: InvitationRecord['responses'], whose: 'web' | 'all'): boolean =>
  responses.length >= revisions[whose]
  || (responses.length > surelyFit && Buffer.byteLength(JSON.stringify(responses)) > bytes[whose]);

/** Throws conflict 'too-many-changes' (`retryAfterSeconds`) or 'too-many-revisions'. */
export const refuseFlood = ({ responses }: Pick<InvitationRecord, 'responses'>, channel: Channel, now: Date): void => {
  if (isFull(responses, channel === 'web' ? 'web' : 'all')) throw conflict('too-many-revisions');
  if (channel !== 'web') return;
  const recent = responses
    .filter((each) => each.channel === 'web')
    .map(({ enteredAt }) => Date.parse(enteredAt) + changes.withinMs)
    .filter((until) => until > now.getTime())
    .sort((a, b) => b - a);
  const free = recent[changes.most - 1];
  if (free === undefined) return;
  const retryAfterSeconds = Math.min(changes.withinMs / 1000, Math.ceil((free - now.getTime()) / 1000));
  throw conflict('too-many-changes', {
    values: { most: changes.most, minutes: Math.ceil(retryAfterSeconds / 60) },
    details: { retryAfterSeconds },
  });
};
