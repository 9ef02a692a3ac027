import { Link, useParams } from '@tanstack/react-router';
import { useId } from 'react';
import { type Staff } from '#contracts';
import { useWords } from '../kit/reader.js';
import { useMeetings } from './meetings.js';
import { type Page, pagesOf } from './pages.js';

const PageLink = ({ page, meetingId }: { page: Page; meetingId: string }) => {
  const { title } = useWords(page.words);
  return (
    <li>
      <Link to={`/meetings/${meetingId}/${page.path}`}>{title}</Link>
    </li>
  );
};

/** The stages of a meeting with the pages that are open to whoever looks; a stage without any is left out. */
export const Stages = ({ staff }: { staff: Staff }) => {
  const words = useWords('shell');
  const stages = useWords('stages');
  const own = useId();
  const { meetings } = useMeetings();
  const { meetingId: named } = useParams({ strict: false });
  // From an address that names a meeting which is not there, too, they lead to one that is.
  const isThere = meetings === undefined || meetings.some(({ id }) => id === named);
  const meetingId = named !== undefined && isThere ? named : meetings?.[0]?.id;
  if (meetingId === undefined) return <nav aria-label={words.pages} />;
  return (
    <nav aria-label={words.pages}>
      {[...Map.groupBy(pagesOf(staff), ({ stage }) => stage)].map(([stage, pages]) => (
        <div key={stage} role="group" aria-labelledby={`${own}${stage}`}>
          <p id={`${own}${stage}`}>{stages[stage]}</p>
          <ul>
            {pages.map((page) => (
              <PageLink key={page.path} page={page} meetingId={meetingId} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};
