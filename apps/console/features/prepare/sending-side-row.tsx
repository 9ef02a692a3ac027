import { Link } from '@tanstack/react-router';
import { GetSendingSide } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';

/** Whether somebody looked how mails leave, and what was found; announcing does not wait for it. */
export const SendingSideRow = () => {
  const { meeting } = useMeeting();
  const words = usePrepareWords('review');
  const { shortMoment } = useReader();
  const { value } = useAnswer(GetSendingSide, {});
  if (value === undefined) return null;
  const { checkedAt, findings } = value;
  const to: string = `/meetings/${meeting.id}/sending-side`;
  return (
    <p>
      <Link to={to}>
        {checkedAt === undefined
          ? words.sideUnchecked
          : words.sideChecked(shortMoment(checkedAt, meeting.timeZone), findings)}
      </Link>
    </p>
  );
};
