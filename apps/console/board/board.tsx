import type { Meeting, ResponseBoard, Tally } from '#contracts';
import { channels } from '../page/channels.js';
import { Notice } from '../page/notice.js';
import { provinceName } from '../page/provinces.js';
import { useReader } from '../page/reader.js';
import { useLive } from '../page/use-live.js';

const answers = ['attend', 'representative', 'decline'] as const;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

/** One row's answers as a bar; what is left blank is silent. */
const Bar = ({ tally }: { tally: Tally }) => (
  <div className="bar" aria-hidden="true">
    {answers.map((answer) => (
      <span key={answer} className={answer} style={{ width: `${share(tally[answer], tally.invited)}%` }} />
    ))}
  </div>
);

const TallyTable = ({ caption, of, rows }: { caption: string; of: string; rows: readonly (readonly [string, Tally])[] }) => {
  const { words } = useReader();
  return (
    <table className="tally">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <td className="wide" />
          <th scope="col">{words.answered}</th>
          <th scope="col">{words.stillSilent}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, tally]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="wide">
              <Bar tally={tally} />
            </td>
            <td>
              {tally.answered}/{tally.invited}
            </td>
            <td className={tally.answered < tally.invited ? 'due' : ''}>{tally.invited - tally.answered}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Board = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, tongue } = useReader();
  const { value: board, live, problem } = useLive<ResponseBoard>(`/meetings/${encodeURIComponent(meeting.id)}/board`, 'board');
  if (board === undefined) return problem === undefined ? <p>{words.loading}</p> : <Notice problem={problem} />;
  const { total } = board;
  const classes = meeting.classes.flatMap((each) => {
    const tally = board.byClass[each.class];
    return tally === undefined ? [] : [[named(each.name), tally] as const];
  });
  const provinces = Object.entries(board.byProvince).sort(([, a], [, b]) => share(a.answered, a.invited) - share(b.answered, b.invited));
  return (
    <section>
      <p className="headline">
        {words.answered} <strong>{total.answered}</strong> {words.outOf} <strong>{total.invited}</strong> {words.offices(total.invited)}
        <small role="status" className={live ? 'live' : 'not-live'}>{live ? words.live : words.notLive}</small>
      </p>
      <Bar tally={total} />
      <ul className="legend">
        {answers.map((answer) => (
          <li key={answer} className={answer}>
            {words[answer]} <b>{total[answer]}</b>
          </li>
        ))}
        <li className="silent">
          {words.stillSilent} <b>{total.invited - total.answered}</b>
        </li>
        {total.late > 0 && (
          <li>
            {words.late} <b>{total.late}</b>
          </li>
        )}
      </ul>
      <p className="channels">
        {words.byChannel}: {channels.map((channel) => `${words[channel]} ${board.byChannel[channel] ?? 0}`).join(' · ')}
      </p>
      <div className="columns">
        <TallyTable caption={words.byClass} of={words.class} rows={classes} />
        <TallyTable caption={words.byProvince} of={words.province} rows={provinces.map(([code, tally]) => [provinceName(code, tongue), tally] as const)} />
      </div>
    </section>
  );
};
