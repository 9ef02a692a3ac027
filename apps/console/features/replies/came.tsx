import { Link } from '@tanstack/react-router';
import { type Invitation, ListInbox, mayAsk } from '#contracts';
import { usePages } from '../../kit/data/use-pages.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Pager } from '../../kit/table/pager.js';

const pageSize = 50;

const Listed = ({ invitation }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const words = useInboxWords('ofOffice');
  const list = useInboxWords('list');
  const sorts = useInboxWords('sorts');
  const { shortMoment } = useReader();
  const pages = usePages(ListInbox, { meetingId: meeting.id, invitationId: invitation.id }, pageSize);
  return (
    <section>
      <h2>{words.title}</h2>
      <Notice problem={pages.problem} retry={pages.reload} />
      {pages.items?.length === 0 && <p>{words.none}</p>}
      <ol className="timeline">
        {pages.items?.map(({ id, receivedAt, sort, subject, said }) => (
          <li key={id}>
            <span className="moment">{shortMoment(receivedAt, meeting.timeZone)}</span> <b>{sorts[sort]}</b> ·{' '}
            <Link to={`/meetings/${meeting.id}/inbox/${id}`}>{subject === '' ? list.noSubject : subject}</Link>
            {said !== undefined && ` · ${said}`}
          </li>
        ))}
      </ol>
      <Pager pages={pages} words={list} />
    </section>
  );
};

/** What came from the office by e-mail, automatic replies and reports too, for whoever may read them. */
export const Came = ({ invitation }: { invitation: Invitation }) => {
  const { staff } = useMeeting();
  return mayAsk(ListInbox, staff) ? <Listed invitation={invitation} /> : null;
};
