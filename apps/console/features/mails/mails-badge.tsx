import { GetMailAttention, type MailAttention } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useWords } from '../../kit/reader.js';

const everyMs = 60_000;

export const toDecide = ({ unknown, unreached, overdue, laneStopped, lateSince }: MailAttention): number =>
  unknown + unreached + overdue + (laneStopped || lateSince !== undefined ? 1 : 0);

/** How much of a meeting's mails waits for a decision, and whether some are kept back; nothing where neither is so. It stands on every page, so its words are the console's own. */
export const MailsBadge = ({ meetingId }: { readonly meetingId: string }) => {
  const words = useWords('mails');
  const { value } = useAnswer(GetMailAttention, { meetingId }, { everyMs });
  const count = value === undefined ? 0 : toDecide(value);
  const said = [count > 0 && words.toDecide(count), value?.paused === true && words.paused].filter(Boolean).join(' · ');
  return said === '' ? null : <small className="to-decide">{said}</small>;
};
