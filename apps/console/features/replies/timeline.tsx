import { type HistoryEntry, type Invitation, ListHistory } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

const Entry = ({ entry }: { entry: HistoryEntry }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('history');
  const office = useRepliesWords('office');
  const { names, shortMoment } = useReader();
  const { what, who, at, changes, reason, responseRevision } = entry;
  const by =
    who.kind === 'staff'
      ? `${names.roles[who.role]}${who.staffId === undefined ? '' : ` (${who.staffId})`}`
      : words.who[who.kind];
  const answer = changes.find(({ field }) => field === 'answer')?.after;
  const until = changes.find(({ field }) => field === 'answersUntil')?.after;
  return (
    <li>
      <span className="moment">{shortMoment(at, meeting.timeZone)}</span> <b>{words.what[what]}</b>
      {responseRevision !== undefined && ` · ${office.revision(responseRevision)}`}
      {typeof answer === 'string'
        && answer in names.answers
        && ` · ${names.answers[answer as keyof typeof names.answers]}`}
      {typeof until === 'string' && ` · ${office.until} ${shortMoment(until, meeting.timeZone)}`} · {by}
      {reason !== undefined && ` · ${office.reason}: ${reason}`}
    </li>
  );
};

/** All that was written of the office's invitation, the newest first. */
export const Timeline = ({ invitation }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('office');
  const { value, problem, reload } = useAnswer(ListHistory, {
    meetingId: meeting.id,
    invitationId: invitation.id,
    limit: 200,
  });
  return (
    <section>
      <h2>{words.timeline}</h2>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <p>{words.nothingYet}</p>}
      <ol className="timeline">
        {value?.items.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </section>
  );
};
