import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import {
  asksForOtherSites,
  countsSeats,
  ExtendInvitations,
  GetResponseBoard,
  type Invitation,
  ListInvitations,
  mayAsk,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useListing } from '../../kit/data/use-listing.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { Several } from './several.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Filters } from './filters.js';
import { filterOf, typedOf } from './filter.js';

type Chosen = { readonly ids: ReadonlySet<string>; readonly choose: (id: string, chosen: boolean) => void };

const useColumns = (chosen: Chosen | undefined): readonly [Column<Invitation>, ...Column<Invitation>[]] => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('list');
  const { names, named, province, shortMoment } = useReader();
  const classes = useMemo(
    () => new Map(meeting.classes.map((each) => [each.class, named(each.name)])),
    [meeting, named],
  );
  const standing = ({ status, response }: Invitation): string =>
    status === 'withdrawn'
      ? names.invitationStatuses.withdrawn
      : response === undefined
        ? names.standings.silent
        : names.answers[response.answer];
  const seatOf = ({ seat }: Invitation) => countsSeats(meeting.form) && seat !== undefined && ` · ${names.seats[seat]}`;
  return [
    {
      id: 'office',
      title: words.office,
      value: ({ organisation }) => named(organisation.name),
      cell: ({ id, organisation }) => (
        <>
          {chosen !== undefined && (
            <input
              type="checkbox"
              aria-label={words.choose(named(organisation.name))}
              checked={chosen.ids.has(id)}
              onChange={({ target }) => chosen.choose(id, target.checked)}
            />
          )}{' '}
          <Link to={`/meetings/${meeting.id}/invited/${id}`}>{named(organisation.name)}</Link>
        </>
      ),
    },
    {
      id: 'class',
      title: words.class,
      value: ({ organisation }) => classes.get(organisation.class) ?? organisation.class,
    },
    { id: 'province', title: words.province, value: ({ organisation }) => province(organisation.provinceCode) },
    {
      id: 'standing',
      title: words.standing,
      value: standing,
      cell: (invitation) => (
        <>
          {standing(invitation)}
          {invitation.response?.late === true && ` · ${words.late}`}
          {invitation.unconfirmed === true && ` · ${words.unconfirmed}`}
          {invitation.asksOtherSite === true && ` · ${words.asksOtherSite()}`}
          {seatOf(invitation)}
          {invitation.extensions !== undefined && (
            <small className="hint">
              {' '}
              {words.moreTime(shortMoment(invitation.extensions.at(-1)?.until ?? '', meeting.timeZone))}
            </small>
          )}
        </>
      ),
    },
    {
      id: 'channel',
      title: words.channel,
      value: ({ response }) => (response === undefined ? undefined : names.channels[response.channel]),
    },
    {
      id: 'received',
      title: words.received,
      value: ({ response }) => response?.receivedAt,
      cell: ({ response }) =>
        response !== undefined && <span className="moment">{shortMoment(response.receivedAt, meeting.timeZone)}</span>,
    },
  ];
};

/** How many ask for another hall and wait for an answer, and the way to them. */
const Asking = () => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('list');
  const asked = asksForOtherSites(meeting.form) ? { meetingId: meeting.id } : undefined;
  const { asksOtherSite = 0 } = useAnswer(GetResponseBoard, asked).value ?? {};
  return (
    asksOtherSite > 0 && (
      <>
        {' · '}
        <Link to={`/meetings/${meeting.id}/invited`} search={{ asksOtherSite: true }}>
          {words.asksOtherSite(asksOtherSite)}
        </Link>
      </>
    )
  );
};

/** All that were invited, by whatever is chosen of them; the choice stands in the address. */
export const OfficesListPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('list');
  const typed = typedOf(
    useRouterState({ select: ({ location }): object => location.search }) as Readonly<Record<string, unknown>>,
  );
  const navigate = useNavigate();
  const filter = filterOf(useDeferredValue(typed));
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const { items, problem, reload } = useListing(ListInvitations, { meetingId: meeting.id, ...filter });
  const mayChange = mayAsk(ExtendInvitations, staff) && meeting.status === 'announced';
  const chosen = useMemo(
    () => ({
      ids,
      choose: (id: string, isChosen: boolean) =>
        setIds((before) => new Set(isChosen ? [...before, id] : [...before].filter((each) => each !== id))),
    }),
    [ids],
  );
  const columns = useColumns(mayChange ? chosen : undefined);
  const shown = items?.filter(({ id }) => ids.has(id)) ?? [];
  const isAll = items !== undefined && items.length > 0 && shown.length === items.length;
  return (
    <>
      <Filters
        typed={typed}
        onType={(next) => void navigate({ to: '.', search: typedOf(next), replace: true, resetScroll: false })}
      />
      <p>
        <output>{items === undefined ? '…' : words.found(items.length)}</output>
        {typed.asksOtherSite === undefined && <Asking />}
      </p>
      <Notice problem={problem} retry={reload} />
      {mayChange && items !== undefined && items.length > 0 && (
        <div className="chosen">
          <label className="check">
            <input
              type="checkbox"
              checked={isAll}
              onChange={({ target }) => setIds(new Set(target.checked ? items.map(({ id }) => id) : []))}
            />
            {words.chooseAll}
          </label>
          {shown.length > 0 && <p role="status">{words.chosen(shown.length)}</p>}
          <Several
            of={isAll ? { filter } : { invitationIds: shown.map(({ id }) => id) }}
            acts={[
              ...(shown.some(({ status }) => status === 'issued') ? (['extend', 'withdraw'] as const) : []),
              ...(shown.some(({ status }) => status === 'withdrawn') ? (['again'] as const) : []),
              ...(shown.length > 0 ? (['assign'] as const) : []),
            ]}
            onDone={() => setIds(new Set())}
          />
        </div>
      )}
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.none}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table
          caption={words.caption}
          columns={columns}
          rows={items}
          rowId={({ id }) => id}
          sorted={{ id: 'province' }}
        />
      )}
    </>
  );
};
