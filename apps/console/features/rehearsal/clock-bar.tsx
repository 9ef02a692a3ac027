import { useEffect, useState } from 'react';
import {
  GetInvitation,
  GetRehearsal,
  GetResponseBoard,
  ListCallList,
  ListInvitations,
  ListReadiness,
  mayAsk,
  type Rehearsal,
  SetRehearsalActing,
  SetRehearsalClock,
  type Staff,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import { remember, remembered } from '../../kit/remembered.js';
import { nextOf, shownAt, speeds } from './clock.js';
import './clock-bar.css';

/** Where the sample is held: the bar is above all pages, also of no meeting. */
const sampleZone = 'Asia/Bangkok';
const tickMs = 500;

/** What the meeting's clock shows by now. */
const useRunning = (clock: Rehearsal['clock']): string => {
  const [shown, setShown] = useState(clock.now);
  useEffect(() => {
    const begun = performance.now();
    setShown(clock.now);
    const timer = setInterval(() => setShown(shownAt(clock, performance.now() - begun)), tickMs);
    return () => clearInterval(timer);
  }, [clock]);
  return shown;
};

const everything = [GetRehearsal, GetResponseBoard, ListInvitations, GetInvitation, ListCallList, ListReadiness];

const Acting = ({ rehearsal }: { rehearsal: Rehearsal }) => {
  const words = useWords('rehearsal');
  const { send, busy, problem } = useCommand(SetRehearsalActing, { makesStale: [GetRehearsal] });
  if (!rehearsal.hasActors) return <small>{words.noActors}</small>;
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={rehearsal.acting}
          disabled={busy}
          onChange={({ target: { checked } }) => void send({ acting: checked })}
        />{' '}
        {words.acting}
      </label>
      <Notice problem={problem} />
    </>
  );
};

const Controls = ({ rehearsal, now }: { rehearsal: Rehearsal; now: string }) => {
  const words = useWords('rehearsal');
  const { shortMoment } = useReader();
  const { send, busy, problem } = useCommand(SetRehearsalClock, { makesStale: everything });
  const nameOf = (speed: number) => (speed === 0 ? words.paused : speed === 1 ? words.realTime : words.times(speed));
  const { speed } = rehearsal.clock;
  const nextEventAt = nextOf(rehearsal, now);
  return (
    <div className="controls">
      <select
        aria-label={words.speed}
        value={speed}
        disabled={busy}
        onChange={({ target: { value } }) => void send({ speed: Number(value) })}
      >
        {[...new Set([...speeds, speed])].map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet"
        disabled={busy || rehearsal.nextEventAt === undefined}
        onClick={() => void send({ toNextEvent: true })}
      >
        {words.toNext}
      </button>
      <small className="next">
        {rehearsal.nextEventAt === undefined
          ? words.nothingNext
          : nextEventAt !== undefined && (
              <>
                {words.next}: <span className="moment">{shortMoment(nextEventAt, sampleZone)}</span>
              </>
            )}
      </small>
      <Acting rehearsal={rehearsal} />
      <Notice problem={problem} />
    </div>
  );
};

const Bar = ({ rehearsal, staff }: { rehearsal: Rehearsal; staff: Staff }) => {
  const words = useWords('rehearsal');
  const { moment } = useReader();
  const now = useRunning(rehearsal.clock);
  return (
    <aside className="clock-bar" aria-label={words.bar}>
      <p>
        {words.sample} <b role="timer">{moment(now, sampleZone)}</b>
      </p>
      {mayAsk(SetRehearsalClock, staff) && <Controls rehearsal={rehearsal} now={now} />}
    </aside>
  );
};

/** Holds the bar's room on a machine that had one, so that the page does not move under whoever begins to read it. */
const Awaited = ({ staff }: { staff: Staff }) => (
  <div className={mayAsk(SetRehearsalClock, staff) ? 'clock-bar awaited' : 'clock-bar'} aria-hidden="true">
    <p>&nbsp;</p>
  </div>
);

const askAgainMs = 5_000;

const kept = 'sample';

/** Above the pages of a sample: its clock, and who may set it sets it. Anywhere else there is nothing. */
export const ClockBar = ({ staff }: { staff: Staff }) => {
  const { value, problem } = useAnswer(GetRehearsal, mayAsk(GetRehearsal, staff) ? {} : undefined, {
    everyMs: askAgainMs,
  });
  const isThere = value === undefined ? (problem === undefined ? undefined : false) : true;
  useEffect(() => {
    if (isThere !== undefined) remember(kept, String(isThere));
  }, [isThere]);
  if (value !== undefined) return <Bar rehearsal={value} staff={staff} />;
  return isThere === undefined && mayAsk(GetRehearsal, staff) && remembered(kept) === 'true' ? (
    <Awaited staff={staff} />
  ) : null;
};
