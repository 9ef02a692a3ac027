import { Link } from '@tanstack/react-router';
import { CreateMeeting, GetResponseBoard, ListMeetings, mayAsk, type Meeting, type Staff } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Loading, Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader, useWords } from '../../kit/reader.js';
import { NewMeeting } from './new-meeting.js';
import './meetings.css';

/** How many have answered, as a bar with its numbers. */
const Answered = ({ meeting }: { meeting: Meeting }) => {
  const words = useWords('board');
  const { value } = useAnswer(GetResponseBoard, { meetingId: meeting.id });
  if (value === undefined) return null;
  const { answered, invited } = value.total;
  return (
    <p>
      <progress max={Math.max(1, invited)} value={answered} aria-hidden="true" /> {words.answered} <b>{answered}</b>{' '}
      {words.outOf} <b>{invited}</b>
    </p>
  );
};

const Card = ({ meeting, counts }: { meeting: Meeting; counts: boolean }) => {
  const words = usePrepareWords('meetings');
  const shell = useWords('shell');
  const { named, names, shortMoment, language } = useReader();
  const { id, title, number, status, startsAt, replyBy, timeZone } = meeting;
  return (
    <li className="card">
      <h2>
        <Link to={`/meetings/${id}`}>{named(title)}</Link>
      </h2>
      <p>
        <span className={`badge ${status}`}>{names.meetingStatuses[status]}</span>{' '}
        {number !== undefined && words.number(number.ordinal, language === 'th' ? number.year + 543 : number.year)}
      </p>
      <p>
        {shell.meetingAt} <span className="moment">{shortMoment(startsAt, timeZone)}</span>
        <br />
        {shell.replyBy} <span className="moment">{shortMoment(replyBy, timeZone)}</span>
      </p>
      {counts && status !== 'draft' && <Answered meeting={meeting} />}
    </li>
  );
};

/** All meetings, the newest first, and the way to the next. */
export const MeetingsPage = ({ staff }: { staff: Staff }) => {
  const words = usePrepareWords('meetings');
  const { value, problem, reload } = useAnswer(ListMeetings, {});
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <>
      {value.items.length === 0 && <p>{words.none}</p>}
      <ul className="cards">
        {value.items.map((meeting) => (
          <Card key={meeting.id} meeting={meeting} counts={mayAsk(GetResponseBoard, staff)} />
        ))}
      </ul>
      {mayAsk(CreateMeeting, staff) && <NewMeeting staff={staff} meetings={value.items} />}
    </>
  );
};
