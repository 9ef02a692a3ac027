import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { type Delivery, GetMailAttention, ListDeliveries, mayAsk } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { usePages } from '../../kit/data/use-pages.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Pager } from '../../kit/table/pager.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Counts } from './counts.js';
import { anyFailure, filterOf, typedOf } from './filter.js';
import { LaneNotice } from './lane-notice.js';
import { MailFilters } from './mail-filters.js';
import { Overdue } from './overdue.js';
import { Pauses } from './pauses.js';
import { useStateWords } from './state-words.js';
import './mails.css';

const pageSize = 100;

/** What somebody has to decide on, with the way to it. */
const Attention = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('attention');
  const { shortMoment } = useReader();
  const { value } = useAnswer(GetMailAttention, { meetingId: meeting.id });
  if (value === undefined || (value.unknown + value.unreached === 0 && value.lateSince === undefined)) return null;
  const to = `/meetings/${meeting.id}/mails`;
  return (
    <ul className="asks">
      {value.lateSince !== undefined && <li>{words.late(shortMoment(value.lateSince, meeting.timeZone))}</li>}
      {value.unknown > 0 && (
        <li>
          <Link to={to} search={{ state: 'unknown' }}>
            {words.unknown(value.unknown)}
          </Link>
        </li>
      )}
      {value.unreached > 0 && (
        <li>
          <Link to={to} search={{ failure: anyFailure }}>
            {words.unreached(value.unreached)}
          </Link>
        </li>
      )}
    </ul>
  );
};

const useColumns = (): readonly [Column<Delivery>, ...Column<Delivery>[]] => {
  const { meeting } = useMeeting();
  const words = useMailsWords('list');
  const { names, named, province, shortMoment } = useReader();
  const stateOf = useStateWords();
  return [
    {
      id: 'to',
      title: words.to,
      cell: ({ id, recipient }) => (
        <Link to={`/meetings/${meeting.id}/mails/${id}`}>
          {recipient === undefined ? words.nobody : named(recipient.name)}
        </Link>
      ),
    },
    {
      id: 'province',
      title: words.province,
      cell: ({ recipient }) => recipient?.provinceCode !== undefined && province(recipient.provinceCode),
    },
    {
      id: 'kind',
      title: words.kind,
      cell: ({ kind, alsoTo }) => `${names.deliveryKinds[kind]}${alsoTo === undefined ? '' : ` · ${alsoTo}`}`,
    },
    { id: 'state', title: words.state, cell: stateOf },
    {
      id: 'when',
      title: words.when,
      cell: ({ acceptedAt, dueAt }) => (
        <span className="moment">{shortMoment(acceptedAt ?? dueAt, meeting.timeZone)}</span>
      ),
    },
  ];
};

/**
 * All mails of the meeting and what became of them, for whom the whole meeting is open with how they stand together; what is
 * chosen of them stands in the address.
 */
export const MailsPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('list');
  const typed = typedOf(
    useRouterState({ select: ({ location }): object => location.search }) as Readonly<Record<string, unknown>>,
  );
  const navigate = useNavigate();
  const filter = filterOf(useDeferredValue(typed));
  const pages = usePages(ListDeliveries, { meetingId: meeting.id, newest: true, ...filter }, pageSize);
  const { items, problem, reload } = pages;
  const columns = useColumns();
  return (
    <>
      {mayAsk(GetMailAttention, staff) && (
        <>
          <LaneNotice />
          <Pauses />
          <Overdue />
          <Attention />
          <Counts />
        </>
      )}
      <MailFilters
        typed={typed}
        onType={(next) => void navigate({ to: '.', search: typedOf(next), replace: true, resetScroll: false })}
      />
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.none}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table caption={words.caption} columns={columns} rows={items} rowId={({ id }) => id} />
      )}
      <Pager pages={pages} words={words} />
    </>
  );
};
