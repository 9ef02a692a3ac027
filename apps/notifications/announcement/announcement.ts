import { type AnnouncementWords, type Language } from '#contracts';
import { conflict, forbidden } from '#platform';
import { languages } from '#words';

type Step = { readonly at: string; readonly by: string };
type Lasting = {
  readonly meetingId: string;
  readonly announcementId: string;
  /** Counts the meeting's; the ordinal of its mails. */
  readonly number: number;
  readonly words: AnnouncementWords;
  readonly invitationIds: readonly string[];
  readonly written: Step;
  readonly revision: number;
};
/** Something that somebody has chosen offices told of. `planned`: to how many, once all of its mails stand in the ledger. */
export type Announcement = Lasting
  & (
    | { readonly state: 'waiting' }
    | { readonly state: 'released'; readonly released: Step; readonly planned?: number }
    | { readonly state: 'withdrawn'; readonly withdrawn: Step & { readonly reason: string } }
  );

/** To a few offices whoever writes it sends it alone. */
export const beginningOf = (offices: number, alone: number, written: Step) =>
  offices <= alone ? ({ state: 'released', released: written } as const) : ({ state: 'waiting' } as const);

/**
 * What a second person's release makes of it; nothing where the same person has released it already.
 * @throws forbidden 'second-person-needed', conflict 'announcement-settled'
 */
export const release = (announcement: Announcement, step: Step) => {
  if (announcement.written.by === step.by && announcement.state === 'waiting') throw forbidden('second-person-needed');
  if (announcement.state === 'released' && announcement.released.by === step.by) return undefined;
  if (announcement.state !== 'waiting') throw conflict('announcement-settled', { why: announcement.state });
  return { state: 'released', released: step } as const;
};

/** @throws conflict 'announcement-settled' once it was released */
export const withdraw = (announcement: Announcement, step: Step & { readonly reason: string }) => {
  if (announcement.state === 'withdrawn') return undefined;
  if (announcement.state !== 'waiting') throw conflict('announcement-settled', { why: announcement.state });
  return { state: 'withdrawn', withdrawn: step } as const;
};

/** What somebody who reads a language is told: in it, else in the first in which it was written. */
export const wordsFor = (words: AnnouncementWords, wished: Language) => {
  const language = [wished, ...languages].find((each) => words[each] !== undefined) ?? wished;
  const said = words[language];
  if (said === undefined) throw new Error('an announcement says nothing in any language');
  return { language, ...said };
};
