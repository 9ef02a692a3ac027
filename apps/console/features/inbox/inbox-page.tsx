import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { CountInbox, type InboxMail, InboxState, ListInbox, ListSuppressions, mayAsk } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { usePages } from '../../kit/data/use-pages.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Pager } from '../../kit/table/pager.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Suppressions } from './suppressions.js';
import './inbox.css';

const pageSize = 50;

const useColumns = (): readonly [Column<InboxMail>, ...Column<InboxMail>[]] => {
  const { meeting } = useMeeting();
  const words = useInboxWords('list');
  const sorts = useInboxWords('sorts');
  const { named, province, shortMoment } = useReader();
  return [
    {
      id: 'subject',
      title: words.subject,
      cell: ({ id, subject }) => (
        <Link to={`/meetings/${meeting.id}/inbox/${id}`}>{subject === '' ? words.noSubject : subject}</Link>
      ),
    },
    { id: 'from', title: words.from, cell: ({ from }) => from?.name ?? from?.address ?? words.noSender },
    {
      id: 'office',
      title: words.office,
      cell: ({ office }) =>
        office === undefined ? words.unknown : `${named(office.name)} · ${province(office.provinceCode)}`,
    },
    { id: 'sort', title: words.sort, cell: ({ sort }) => sorts[sort] },
    {
      id: 'received',
      title: words.received,
      cell: ({ receivedAt }) => <span className="moment">{shortMoment(receivedAt, meeting.timeZone)}</span>,
    },
  ];
};

const Mails = ({ state }: { state: InboxState }) => {
  const { meeting } = useMeeting();
  const words = useInboxWords('list');
  const columns = useColumns();
  const pages = usePages(ListInbox, { meetingId: meeting.id, state }, pageSize);
  const { items, problem, reload } = pages;
  return (
    <>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.none}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table caption={words[state]} columns={columns} rows={items} rowId={({ id }) => id} />
      )}
      <Pager pages={pages} words={words} />
    </>
  );
};

/** The mails that came: those that somebody has to look at, and the others; and the addresses that get none. */
export const InboxPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useInboxWords('list');
  const { shortMoment } = useReader();
  const navigate = useNavigate();
  const { view: asked } = useRouterState({ select: ({ location }) => location.search as { readonly view?: unknown } });
  const { value } = useAnswer(CountInbox, { meetingId: meeting.id });
  const views = [...InboxState.options, ...(mayAsk(ListSuppressions, staff) ? (['addresses'] as const) : [])];
  const view = views.find((each) => each === asked) ?? 'open';
  return (
    <>
      {value?.reads === false && <p className="hint">{words.notRead}</p>}
      {value?.unreadSince !== undefined && (
        <p role="alert" className="wrong">
          {words.unreadSince(shortMoment(value.unreadSince, meeting.timeZone), value.said ?? '')}
        </p>
      )}
      <fieldset className="filters">
        <legend>{words.views}</legend>
        {views.map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="view"
              checked={each === view}
              onChange={() => void navigate({ to: `/meetings/${meeting.id}/inbox`, search: { view: each } })}
            />{' '}
            {words[each]}
            {each === 'open' && value !== undefined && ` (${value.open})`}
          </label>
        ))}
      </fieldset>
      {view === 'addresses' ? <Suppressions /> : <Mails state={view} />}
    </>
  );
};
