import { Outlet, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Loading, Notice } from '../kit/notice.js';
import { CurrentMeeting } from '../kit/meeting-context.js';
import { useMeetings } from './meetings.js';
import { NotFound } from './not-found.js';
import { useSession } from './session.js';

/** What all pages of a meeting stand in. Another meeting is another context: nothing that was typed for one is seen at another. */
export const MeetingFrame = () => {
  const { meetingId } = useParams({ strict: false });
  const { staff } = useSession();
  const { meetings, problem, reload } = useMeetings();
  const meeting = meetings?.find(({ id }) => id === meetingId);
  const current = useMemo(
    () => (meeting === undefined || staff === null || staff === undefined ? undefined : { meeting, staff }),
    [meeting, staff],
  );
  if (current !== undefined) {
    return (
      <CurrentMeeting key={current.meeting.id} value={current}>
        <Outlet />
      </CurrentMeeting>
    );
  }
  if (problem !== undefined) return <Notice problem={problem} retry={reload} />;
  return meetings === undefined ? <Loading /> : <NotFound />;
};
