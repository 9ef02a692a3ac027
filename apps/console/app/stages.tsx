import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useId } from 'react';
import { type SignedInStaff } from '#contracts';
import { useWords } from '../kit/reader.js';
import { byConcern } from './current.js';
import { useMeetings } from './meetings.js';
import { type Page, pagesOf } from './pages.js';

type LinkOf = { readonly page: Page; readonly meetingId: string; readonly staff: SignedInStaff };
const PageLink = ({ page: { words, path, badge }, meetingId, staff }: LinkOf) => {
  const { title } = useWords(words);
  return (
    <li>
      <Link to={`/meetings/${meetingId}/${path}`}>{title}</Link>
      {badge !== undefined && staff.asks.includes(badge.needs) && (
        <Suspense fallback={null}>
          <badge.shows meetingId={meetingId} />
        </Suspense>
      )}
    </li>
  );
};

/** The stages of a meeting with the pages that are open to whoever looks; a stage without any is left out. */
export const Stages = ({ staff }: { staff: SignedInStaff }) => {
  const words = useWords('shell');
  const stages = useWords('stages');
  const { title } = useWords('meetings');
  const directory = useWords('directory');
  const webhooks = useWords('webhooks');
  const own = useId();
  const { meetings } = useMeetings();
  const { meetingId: named } = useParams({ strict: false });
  // From an address that names a meeting which is not there, too, they lead to one that is.
  const meeting = meetings?.find(({ id }) => id === named) ?? byConcern(meetings ?? [])[0];
  const all = (
    <ul>
      <li>
        <Link to="/meetings" activeOptions={{ exact: true }}>
          {title}
        </Link>
      </li>
      {staff.asks.includes('list-organisations') && (
        <li>
          <Link to="/directory">{directory.title}</Link>
        </li>
      )}
      {staff.asks.includes('list-webhooks') && (
        <li>
          <Link to="/system/webhooks">{webhooks.title}</Link>
        </li>
      )}
    </ul>
  );
  if (meeting === undefined) return <nav aria-label={words.pages}>{meetings === undefined ? null : all}</nav>;
  const meetingId = meeting.id;
  return (
    <nav aria-label={words.pages}>
      {all}
      {[...Map.groupBy(pagesOf(staff, meeting), ({ stage }) => stage)].map(([stage, pages]) => (
        <div key={stage} role="group" aria-labelledby={`${own}${stage}`}>
          <p id={`${own}${stage}`}>{stages[stage]}</p>
          <ul>
            {pages.map((page) => (
              <PageLink key={page.path} page={page} meetingId={meetingId} staff={staff} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};
