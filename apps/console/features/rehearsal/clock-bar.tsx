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
import { shownAt, speeds } from './clock.js';
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

const Bar = ({ rehearsal, staff }: { rehearsal: Rehearsal; staff: Staff }) => {
  const words = useWords('rehearsal');
  const { moment, shortMoment } = useReader();
  const now = useRunning(rehearsal.clock);
  const clock = useCommand(SetRehearsalClock, { makesStale: everything });
  const acting = useCommand(SetRehearsalActing, { makesStale: [GetRehearsal] });
  const maySet = mayAsk(SetRehearsalClock, staff);
  const nameOf = (speed: number) => (speed === 0 ? words.paused : speed === 1 ? words.realTime : words.times(speed));
  const { nextEventAt } = rehearsal;
  return (
    <aside className="clock-bar" aria-label={words.bar}>
      <p>
        {words.sample} <b role="timer">{moment(now, sampleZone)}</b>
      </p>
      {maySet && (
        <div className="controls">
          <select
            aria-label={words.speed}
            value={rehearsal.clock.speed}
            disabled={clock.busy}
            onChange={({ target: { value } }) => void clock.send({ speed: Number(value) })}
          >
            {[...new Set([...speeds, rehearsal.clock.speed])].map((speed) => (
              <option key={speed} value={speed}>
                {nameOf(speed)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="quiet"
            disabled={clock.busy || nextEventAt === undefined}
            onClick={() => void clock.send({ toNextEvent: true })}
          >
            {words.toNext}
          </button>
          <small>
            {nextEventAt === undefined ? words.nothingNext : `${words.next}: ${shortMoment(nextEventAt, sampleZone)}`}
          </small>
          <label>
            <input
              type="checkbox"
              checked={rehearsal.acting}
              disabled={acting.busy}
              onChange={({ target: { checked } }) => void acting.send({ acting: checked })}
            />{' '}
            {words.acting}
          </label>
        </div>
      )}
      <Notice problem={clock.problem ?? acting.problem} />
    </aside>
  );
};

const askAgainMs = 5_000;

/** Above the pages of a sample: its clock, and who may set it sets it. Anywhere else there is nothing. */
export const ClockBar = ({ staff }: { staff: Staff }) => {
  const { value } = useAnswer(GetRehearsal, mayAsk(GetRehearsal, staff) ? {} : undefined, { everyMs: askAgainMs });
  return value === undefined ? null : <Bar rehearsal={value} staff={staff} />;
};
