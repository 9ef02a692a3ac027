import { CountInbox } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useWords } from '../../kit/reader.js';

const everyMs = 60_000;

/** How many mails came that somebody has yet to look at; nothing where there is none. */
export const InboxBadge = ({ meetingId }: { readonly meetingId: string }) => {
  const words = useWords('inbox');
  const { value } = useAnswer(CountInbox, { meetingId }, { everyMs });
  return value === undefined || value.open === 0 ? null : (
    <small className="to-decide">{words.badge(value.open)}</small>
  );
};
