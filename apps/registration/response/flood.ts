import { type Channel } from '#contracts';
import { conflict } from '#platform';
import { type InvitationRecord } from '../invitation/invitation.module.js';

/** How often one link may change its answer: each change is a mail to the office. */
const changes = { most: 50, withinMs: 3_600_000 } as const;
/** Revisions of up to 30 kB: an invitation stays below what a document may hold, and the desk can go on when a link can't. */
const revisions = { web: 150, all: 200 } as const;

/** Throws conflict 'too-many-changes' (`retryAfterSeconds`) or 'too-many-revisions'. */
export const refuseFlood = ({ responses }: Pick<InvitationRecord, 'responses'>, channel: Channel, now: Date): void => {
  if (responses.length >= (channel === 'web' ? revisions.web : revisions.all)) throw conflict('too-many-revisions');
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
