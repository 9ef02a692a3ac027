import { Link } from '@tanstack/react-router';
import {
  Channel,
  GetResponseBoard,
  type InvitationFilter,
  ListInvitations,
  mayAsk,
  StreamResponseBoard,
  type Tally,
} from '#contracts';
import { useLive } from '../../kit/live/use-live.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { answers, type Counted, shareAnswered, silentOf } from './board.js';
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
  return count === 0 || !mayAsk(ListInvitations, staff) ? (
    count
  ) : (
    <Link to={`/meetings/${meeting.id}/invited`} search={to as object}>
      {count}
    </Link>
  );
};

const useColumns = (title: string, by: 'class' | 'provinceCode'): readonly [Column<Counted>, ...Column<Counted>[]] => {
  const words = useWords('board');
  const { names } = useReader();
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
      cell: ({ id, tally }) => <Led count={tally.invited} to={{ [by]: id }} />,
    },
    {
      id: 'silent',
      title: words.silent,
      kind: 'number',
      value: ({ tally }) => silentOf(tally),
      cell: ({ id, tally }) => (
        <span className={silentOf(tally) > 0 ? 'due' : undefined}>
          <Led count={silentOf(tally)} to={{ [by]: id, standing: 'silent' }} />
        </span>
      ),
    },
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

const Legend = ({ total }: { total: Tally }) => {
  const words = useWords('board');
  const { names } = useReader();
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
      <li className="silent">
        {words.silent}{' '}
        <b>
          <Led count={silentOf(total)} to={{ standing: 'silent' }} />
        </b>
      </li>
      {total.late > 0 && (
        <li>
          {words.late}{' '}
          <b>
            <Led count={total.late} to={{ late: true }} />
          </b>
        </li>
      )}
    </ul>
  );
};

export const BoardPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useWords('board');
  const { named, names, province } = useReader();
  const {
    value: board,
    live,
    problem,
    reload,
  } = useLive(
    GetResponseBoard,
    { meetingId: meeting.id },
    { stream: StreamResponseBoard, event: 'board', whose: staff.id },
  );
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
      <Headline total={board.total} live={live} />
      <Bar tally={board.total} />
      <Legend total={board.total} />
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
