import { type Invitation, ListHistory } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { HistoryLine } from './history-line.js';

/** All that was written of the office's invitation, the newest first. */
export const Timeline = ({ invitation }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = useRepliesWords('office');
  const { value, problem, reload } = useAnswer(ListHistory, {
    meetingId: meeting.id,
    invitationId: invitation.id,
    limit: 200,
    language,
  });
  return (
    <section>
      <h2>{words.timeline}</h2>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <p>{words.nothingYet}</p>}
      <ol className="timeline">
        {value?.items.map((entry) => (
          <HistoryLine key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </section>
  );
};
