import type { Invitation, Meeting, Tally } from '#contracts';
import { useReader } from '../page/reader.js';
import { useListing } from '../page/use-listing.js';
import { useBoard } from './use-board.js';

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

const TallyTable = ({ caption, rows }: { caption: string; rows: readonly (readonly [string, Tally])[] }) => {
  const { words } = useReader();
  return (
    <table className="tally">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col" className="wide" />
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

/** What the provinces are called: by the hall where they join. */
const useProvinceNames = (meeting: Meeting): ReadonlyMap<string, string> => {
  const { named } = useReader();
  const { items } = useListing<Invitation>(`/meetings/${meeting.id}/invitations?class=${meeting.classes[0]?.class ?? ''}`);
  return new Map(items?.map(({ organisation, siteName }) => [organisation.provinceCode, named(siteName)]));
};

export const Board = ({ meeting }: { meeting: Meeting }) => {
  const { words, named } = useReader();
  const { board, live } = useBoard(meeting.id);
  const nameOf = useProvinceNames(meeting);
  if (board === undefined) return <p>{words.loading}</p>;
  const { total } = board;
  const classes = meeting.classes.flatMap((each) => {
    const tally = board.byClass[each.class];
    return tally === undefined ? [] : [[named(each.name), tally] as const];
  });
  const provinces = Object.entries(board.byProvince).sort(([, a], [, b]) => share(a.answered, a.invited) - share(b.answered, b.invited));
  return (
    <section aria-live="polite">
      <p className="headline">
        <strong>{total.answered}</strong> {words.answeredOf} <strong>{total.invited}</strong>
        <small className={live ? 'live' : 'not-live'}>{live ? words.live : words.notLive}</small>
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
        {words.byChannel}: {(['web', 'fax', 'phone', 'letter', 'e-mail'] as const).map((channel) => `${words[channel]} ${board.byChannel[channel] ?? 0}`).join(' · ')}
      </p>
      <div className="columns">
        <TallyTable caption={words.byClass} rows={classes} />
        <TallyTable caption={words.byProvince} rows={provinces.map(([code, tally]) => [nameOf.get(code) ?? code, tally] as const)} />
      </div>
    </section>
  );
};
