import { Link } from '@tanstack/react-router';
import { type ResponseBoard } from '#contracts';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { shareAnswered, silentOf } from './board.js';
import { tiles } from './tiles.js';

const shade = (share: number): string => (share >= 100 ? 'all' : share >= 75 ? 'most' : share >= 50 ? 'half' : 'few');

/** The provinces about where they are: each says how many of its offices have answered, and leads to them. */
export const TileMap = ({ board }: { board: ResponseBoard }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('map');
  const { province } = useReader();
  const known = tiles.flatMap((tile) => {
    const tally = board.byProvince[tile.code];
    return tally === undefined ? [] : [{ ...tile, tally }];
  });
  if (known.length === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <p className="hint">{words.hint}</p>
      <ul className="tiles">
        {known.map(({ code, row, column, tally }) => (
          <li key={code} style={{ gridRow: row, gridColumn: column }}>
            <Link
              className={shade(shareAnswered(tally))}
              to={`/meetings/${meeting.id}/invited`}
              search={{ provinceCode: code } as object}
              title={words.tile(province(code), tally.answered, tally.invited)}
            >
              {province(code)}{' '}
              <b>
                {tally.answered}/{tally.invited}
              </b>
              {silentOf(tally) === 0 && <span aria-hidden="true"> ✓</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
