import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import {
  Channel,
  GetResponseBoard,
  type InvitationFilter,
  ListInvitations,
  mayAsk,
  type ResponseBoard,
  StreamResponseBoard,
  type Tally,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useLive } from '../../kit/live/use-live.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { type Column, Table } from '../../kit/table/table.js';
import { answers, type Counted, shareAnswered, silentOf } from './board.js';
import { type Narrowed } from './narrowed.js';
import { Narrowing, useNarrowed } from './narrowing.js';
import { TileMap } from './tile-map.js';
import './board.css';

/** One row's answers as a bar; what is left blank is silent. The numbers stand beside it. */
const Bar = ({ tally }: { tally: Tally }) => (
  <div className="bar" aria-hidden="true">
    {answers.map((answer) => (
      <span
        key={answer}
        className={answer}
        style={{ width: `${tally.invited === 0 ? 0 : (100 * tally[answer]) / tally.invited}%` }}
      />
    ))}
  </div>
);

/** A number that leads to the offices that it counts. */
const Led = ({ count, to }: { count: number; to: Partial<Omit<InvitationFilter, 'meetingId'>> }) => {
  const { meeting, staff } = useMeeting();
  const { surveyed, ...narrowed } = useNarrowed();
  // Offices are listed by one class, not by several.
  return count === 0 || (surveyed === true && to.class === undefined) || !mayAsk(ListInvitations, staff) ? (
    count
  ) : (
    <Link to={`/meetings/${meeting.id}/invited`} search={{ ...narrowed, ...to } as object}>
      {count}
    </Link>
  );
};

const useColumns = (title: string, by: 'class' | 'provinceCode'): readonly [Column<Counted>, ...Column<Counted>[]] => {
  const words = useWords('board');
  const { people } = useRepliesWords('map');
  const { names } = useReader();
  const { channel } = useNarrowed();
  return [
    { id: 'name', title, value: ({ name }) => name },
    {
      id: 'share',
      title: words.share,
      kind: 'wide',
      value: ({ tally }) => shareAnswered(tally),
      cell: ({ tally }) => <Bar tally={tally} />,
    },
    ...answers.map((answer) => ({
      id: answer,
      title: names.answers[answer],
      kind: 'number' as const,
      value: ({ tally }: Counted) => tally[answer],
      cell: ({ id, tally }: Counted) => <Led count={tally[answer]} to={{ [by]: id, answer }} />,
    })),
    {
      id: 'invited',
      title: words.invited,
      kind: 'number',
      value: ({ tally }) => tally.invited,
      cell: ({ id, tally }) => <Led count={tally.invited} to={{ [by]: id, channel: undefined }} />,
    },
    // Who is silent came by no channel.
    ...(channel === undefined
      ? [
          {
            id: 'silent',
            title: words.silent,
            kind: 'number' as const,
            value: ({ tally }: Counted) => silentOf(tally),
            cell: ({ id, tally }: Counted) => (
              <span className={silentOf(tally) > 0 ? 'due' : undefined}>
                <Led count={silentOf(tally)} to={{ [by]: id, standing: 'silent' }} />
              </span>
            ),
          },
        ]
      : []),
    { id: 'people', title: people, kind: 'number', value: ({ tally }) => tally.people },
  ];
};
const idOf = ({ id }: Counted) => id;

const Headline = ({ total, live }: { total: Tally; live: boolean }) => {
  const words = useWords('board');
  return (
    <p className="headline">
      {words.answered} <strong>{total.answered}</strong> {words.outOf} <strong>{total.invited}</strong>{' '}
      {words.offices(total.invited)}
      <small role="status" className={live ? 'live' : 'not-live'}>
        {live ? words.live : words.notLive}
      </small>
    </p>
  );
};

const Legend = ({ total, unconfirmed = 0, asksOtherSite = 0 }: ResponseBoard) => {
  const words = useWords('board');
  const { people, asksOtherSite: asking } = useRepliesWords('map');
  const { names } = useReader();
  const { channel } = useNarrowed();
  return (
    <ul className="legend">
      {answers.map((answer) => (
        <li key={answer} className={answer}>
          {names.answers[answer]}{' '}
          <b>
            <Led count={total[answer]} to={{ answer }} />
          </b>
        </li>
      ))}
      {channel === undefined && (
        <li className="silent">
          {words.silent}{' '}
          <b>
            <Led count={silentOf(total)} to={{ standing: 'silent' }} />
          </b>
        </li>
      )}
      {total.late > 0 && (
        <li>
          {words.late}{' '}
          <b>
            <Led count={total.late} to={{ late: true }} />
          </b>
        </li>
      )}
      {unconfirmed > 0 && (
        <li>
          {words.unconfirmed}{' '}
          <b>
            <Led count={unconfirmed} to={{ unconfirmed: true }} />
          </b>
        </li>
      )}
      {asksOtherSite > 0 && (
        <li>
          {asking}{' '}
          <b>
            <Led count={asksOtherSite} to={{ asksOtherSite: true }} />
          </b>
        </li>
      )}
      <li>
        {people} <b>{total.people}</b>
      </li>
    </ul>
  );
};

/** The meeting's board, kept up to date; a part of it is read anew as the whole changes. */
const useBoard = (narrowed: Narrowed) => {
  const { meeting, staff } = useMeeting();
  const whole = useLive(
    GetResponseBoard,
    { meetingId: meeting.id },
    { stream: StreamResponseBoard, event: 'board', whose: staff.id },
  );
  const isPart = Object.keys(narrowed).length > 0;
  const part = useAnswer(GetResponseBoard, isPart ? { meetingId: meeting.id, ...narrowed } : undefined);
  const { reload } = part;
  useEffect(() => {
    if (isPart) reload();
    // What changes is the whole board; how the part is read is the same.
  }, [whole.value]);
  const { value: board, problem } = isPart ? part : whole;
  return { board, problem, live: whole.live, reload: isPart ? reload : whole.reload };
};

export const BoardPage = () => {
  const { meeting } = useMeeting();
  const words = useWords('board');
  const { sentBy } = useRepliesWords('map');
  const { named, names, province } = useReader();
  const narrowed = useNarrowed();
  const { board, live, problem, reload } = useBoard(narrowed);
  const [classColumns, provinceColumns] = [
    useColumns(words.class, 'class'),
    useColumns(words.province, 'provinceCode'),
  ];
  if (board === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const classes = meeting.classes.flatMap((each): Counted[] => {
    const tally = board.byClass[each.class];
    return tally === undefined ? [] : [{ id: each.class, name: named(each.name), tally }];
  });
  const provinces = Object.entries(board.byProvince).map(([code, tally]): Counted => ({
    id: code,
    name: province(code),
    tally,
  }));
  const channels = Channel.options.map((channel) => ({
    id: channel,
    name: names.channels[channel],
    count: board.byChannel[channel] ?? 0,
  }));
  return (
    <div className="board">
      <Narrowing narrowed={narrowed} />
      {narrowed.channel !== undefined && <p className="hint">{sentBy(names.byChannel[narrowed.channel])}</p>}
      <Headline total={board.total} live={live} />
      <Bar tally={board.total} />
      <Legend {...board} />
      <div className="columns">
        <div>
          <Table narrow="table" caption={words.byClass} columns={classColumns} rows={classes} rowId={idOf} />
          <Table
            narrow="table"
            caption={words.byChannel}
            columns={[
              { id: 'name', title: words.channel, value: ({ name }) => name },
              {
                id: 'count',
                title: words.answers,
                kind: 'number',
                value: ({ count }) => count,
                cell: ({ id, count }) => <Led count={count} to={{ channel: id }} />,
              },
            ]}
            rows={channels}
            rowId={({ id }) => id}
          />
        </div>
        <TileMap board={board} />
        <Table
          narrow="table"
          caption={words.byProvince}
          columns={provinceColumns}
          rows={provinces}
          rowId={idOf}
          sorted={{ id: 'share' }}
        />
      </div>
    </div>
  );
};
