import { useState } from 'react';
import { type Check, ListChecks, ListFreePlaces, ListReadiness, MoveCheck } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';

const [few, many] = [3, 20];

const Places = ({ check, onTaken }: { check: Check; onTaken: (startsAt: string) => void }) => {
  const { meeting } = useMeeting();
  const { moment } = useReader();
  const words = usePlanningWords('places');
  const [limit, setLimit] = useState(few);
  const request = { meetingId: meeting.id, siteId: check.siteId, limit };
  const { value, problem, reload } = useAnswer(ListFreePlaces, request);
  const move = useCommand(MoveCheck, { makesStale: [ListChecks, ListReadiness, ListFreePlaces] });
  const take = async (startsAt: string) => {
    const outcome = await move.send({ checkId: check.id, startsAt, expectedRevision: check.revision });
    if (!hasFailed(outcome)) onTaken(startsAt);
  };
  return (
    <>
      <Notice problem={problem} retry={reload} />
      <Notice problem={move.problem} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      <ul>
        {value?.items.map(({ startsAt }) => (
          <li key={startsAt}>
            <button type="button" disabled={move.busy} onClick={() => void take(startsAt)}>
              {words.take(moment(startsAt, meeting.timeZone))}
            </button>
          </li>
        ))}
      </ul>
      {limit === few && value?.items.length === few && (
        <button type="button" className="quiet" onClick={() => setLimit(many)}>
          {words.more}
        </button>
      )}
    </>
  );
};

/** For whoever has the site on the telephone: the best times that are free, and the one that is agreed is taken by one press. */
export const FreePlaces = ({ check }: { check: Check }) => {
  const { meeting } = useMeeting();
  const { moment } = useReader();
  const words = usePlanningWords('places');
  const [asked, setAsked] = useState(false);
  const [taken, setTaken] = useState<string>();
  return (
    <section>
      {check.agreed === true && <p className="hint">{words.agreed}</p>}
      {taken !== undefined && (
        <p>
          <output>{words.taken(moment(taken, meeting.timeZone))}</output>
        </p>
      )}
      {asked ? (
        <>
          <h4>{words.title}</h4>
          <Places
            check={check}
            onTaken={(startsAt) => {
              setAsked(false);
              setTaken(startsAt);
            }}
          />
        </>
      ) : (
        <button type="button" className="quiet" onClick={() => setAsked(true)}>
          {words.find}
        </button>
      )}
    </section>
  );
};
