import type { WhyUnplaced } from '#contracts';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';

/** Why sites have no time, and what would mend it. */
export const Why = ({ all }: { all: readonly WhyUnplaced[] }) => {
  const { meeting } = useMeeting();
  const { named, shortMoment } = useReader();
  const words = usePlanningWords('plan');
  const at = (instant: string): string => shortMoment(instant, meeting.timeZone);
  const said = ({ code, sites, more = 0, places = 0, firstAt = '', lastAt = '' }: WhyUnplaced): string =>
    code === 'too-few-places'
      ? words.tooFew(sites.length + more, places, at(firstAt), at(lastAt))
      : words.because[code];
  if (all.length === 0) return null;
  return (
    <div className="notice">
      <h2>{words.why}</h2>
      {all.map((why) => (
        <section key={`${why.code} ${why.sites[0]?.siteId ?? ''}`}>
          <p>
            {said(why)}: {why.sites.map(({ siteName }) => named(siteName)).join(', ')}
            {why.more !== undefined && ` ${words.more(why.more)}`}
          </p>
          {why.mends.length > 0 && (
            <>
              <p>{words.mends}</p>
              <ul>
                {why.mends.map((mend) => (
                  <li key={`${mend.code} ${mend.at}`}>
                    {mend.code === 'add-place'
                      ? words.addPlace(at(mend.at))
                      : words.addTime(named(mend.siteName), at(mend.at))}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </div>
  );
};
