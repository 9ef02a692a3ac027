import { ListAnnouncements } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useWords } from '../../kit/reader.js';

const everyMs = 60_000;

/** How many announcements wait for a second person. */
export const AnnouncementsBadge = ({ meetingId }: { readonly meetingId: string }) => {
  const words = useWords('announcements');
  const { value } = useAnswer(ListAnnouncements, { meetingId }, { everyMs });
  const waiting = value?.items.filter(({ state }) => state === 'waiting').length ?? 0;
  return waiting === 0 ? null : <small className="to-decide">{words.waiting(waiting)}</small>;
};
