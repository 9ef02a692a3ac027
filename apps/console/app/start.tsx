import { useMatch, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Empty, Loading, Notice } from '../kit/notice.js';
import { useWords } from '../kit/reader.js';
import { Heading } from './heading.js';
import { byConcern } from './current.js';
import { useMeetings } from './meetings.js';
import { placeOfOldLink } from './old-links.js';
import { firstPageOf } from './pages.js';
import { useSession } from './session.js';

const withoutEnd = (path: string): string => path.replace(/\/+$/, '');

/** Goes there once, however often it is drawn until it has got there. */
const Redirect = ({ to }: { to: string }) => {
  const navigate = useNavigate();
  const router = useRouter();
  const { pathname: here } = useMatch({ strict: false });
  useEffect(() => {
    // Whoever has chosen a page meanwhile is on the way there: it is still being loaded.
    const isHere = withoutEnd(router.state.location.pathname) === withoutEnd(here);
    if (isHere) void navigate({ to, replace: true });
  }, [navigate, router, here, to]);
  return <Loading />;
};

/** Where nobody said which page: the first that is open, of the meeting that the address names, else of the one that concerns most. */
export const Start = () => {
  const words = useWords('shell');
  // As it was when somebody came: on the way to where it leads the address has changed already.
  const [oldPlace] = useState(() => placeOfOldLink(location.hash));
  const { meetingId } = useParams({ strict: false });
  const { staff } = useSession();
  const { meetings, problem, reload } = useMeetings();
  if (oldPlace !== undefined) return <Redirect to={oldPlace} />;
  if (meetings === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  if (staff === null || staff === undefined) return <Loading />;
  const named = byConcern(meetings).filter(({ id }) => meetingId === undefined || id === meetingId);
  for (const meeting of named) {
    const page = firstPageOf(staff, meeting);
    if (page !== undefined) return <Redirect to={`/meetings/${meeting.id}/${page.path}`} />;
  }
  if (staff.asks.includes('create-meeting')) return <Redirect to="/meetings" />;
  return (
    <>
      <Heading title={words.welcome} of={words.product} />
      <Empty>{meetings.length > 0 ? words.noRight : words.noMeeting}</Empty>
    </>
  );
};
