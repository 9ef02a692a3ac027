import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useReader, useWords } from '../kit/reader.js';
import { useMeetings } from './meetings.js';
import { pagesOf } from './pages.js';
import { useSession } from './session.js';

/** Which meeting it is about, when it is, and how it stands. Another one is looked at on the same page, or where it begins if it has no such page yet. */
export const MeetingHead = () => {
  const { named, names, shortMoment } = useReader();
  const words = useWords('shell');
  const navigate = useNavigate();
  const { staff } = useSession();
  const { meetingId } = useParams({ strict: false });
  const page = useRouterState({ select: ({ location }) => location.pathname.split('/')[3] ?? '' });
  const { meetings } = useMeetings();
  const meeting = meetings?.find(({ id }) => id === meetingId);
  const lookAt = (id: string) => {
    const other = meetings?.find((each) => each.id === id);
    const isThere = staff && other && pagesOf(staff, other).some(({ path }) => path === page);
    void navigate({ to: `/meetings/${id}/${isThere ? page : ''}` });
  };
  // Its lines are held free until it is known whose they are, so that the page does not move then.
  if (meeting === undefined)
    return <div className={meetings === undefined && meetingId !== undefined ? 'meeting awaited' : 'meeting'} />;
  return (
    <div className="meeting">
      {meetings === undefined || meetings.length === 1 ? (
        <b>{named(meeting.title)}</b>
      ) : (
        <select aria-label={words.whichMeeting} value={meeting.id} onChange={({ target: { value } }) => lookAt(value)}>
          {meetings.map((each) => (
            <option key={each.id} value={each.id}>
              {named(each.title)}
            </option>
          ))}
        </select>
      )}
      <p>
        <span className={`badge ${meeting.status}`}>{names.meetingStatuses[meeting.status]}</span>
        <span>
          {words.meetingAt} {shortMoment(meeting.startsAt, meeting.timeZone)}
        </span>
        <span>
          {words.replyBy} {shortMoment(meeting.replyBy, meeting.timeZone)}
        </span>
      </p>
    </div>
  );
};
