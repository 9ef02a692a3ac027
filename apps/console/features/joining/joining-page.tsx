import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { GetConferenceDay, JoiningState, JoiningStep, StreamConferenceDay } from '#contracts';
import { useConferenceWords } from '../../kit/conference-words.js';
import { Choice } from '../../kit/form/choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useLive } from '../../kit/live/use-live.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { JoiningTable } from './joining-table.js';
import { RoomLine } from './room-line.js';
import { SiteAside } from './site-aside.js';
import { everySite, isShown, type OnlySites } from './standing.js';
import './joining.css';

/** The sites as they join, live; the one that the address names is open beside them. */
export const JoiningPage = () => {
  const { meeting, staff } = useMeeting();
  const { shortMoment } = useReader();
  const words = useConferenceWords('page');
  const states = useConferenceWords('states');
  const steps = useConferenceWords('steps');
  const { hash } = useLocation();
  const [only, setOnly] = useState<OnlySites>(everySite);
  const { value, problem, reload, live } = useLive(
    GetConferenceDay,
    { meetingId: meeting.id },
    { stream: StreamConferenceDay, event: 'day', whose: staff.id },
  );
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { items, asOf, bridge } = value;
  const count = (state: JoiningState): number => items.filter((each) => each.state === state).length;
  const shown = items.filter((site) => isShown(site, only));
  const open = items.find(({ siteId }) => siteId === hash);
  return (
    <>
      <p className="headline">
        <strong>{words.inOf(count('in'), items.length)}</strong>
      </p>
      <ul className="counts" aria-label={words.counts}>
        {JoiningState.options.map((state) => (
          <li key={state}>
            <span className={`badge ${state}`}>{states[state]}</span> {count(state)}
          </li>
        ))}
      </ul>
      <p className="hint">
        {words.asOf(shortMoment(asOf, meeting.timeZone))} · {live ? words.live : words.away}
      </p>
      <Notice problem={problem} retry={reload} />
      <RoomLine bridge={bridge} />
      <p className="actions">
        <Link to={`/meetings/${meeting.id}/joining/plan`}>{words.plan}</Link>
        <Link to={`/meetings/${meeting.id}/joining/faults`}>{words.faultLog}</Link>
      </p>
      {items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <div className="filters">
            <Choice
              label={words.onlyState}
              all={words.allStates}
              options={JoiningState.options.map((state) => [state, states[state]])}
              value={only.state}
              onChange={(state) => setOnly({ ...only, state })}
            />
            <Choice
              label={words.onlyStep}
              all={words.allSteps}
              options={JoiningStep.options.filter((step) => step !== 'none').map((step) => [step, steps[step]])}
              value={only.step}
              onChange={(step) => setOnly({ ...only, step })}
            />
            <ProvinceChoice
              label={words.province}
              all={words.allProvinces}
              value={only.province}
              onChange={(province) => setOnly({ ...only, province })}
            />
            <button type="button" className="quiet" onClick={() => print()}>
              {words.print}
            </button>
          </div>
          <div className={open === undefined ? 'across' : 'across beside'}>
            {open !== undefined && <SiteAside key={open.siteId} row={open} />}
            <div>
              {shown.length === 0 ? <Empty>{words.noneShown}</Empty> : <JoiningTable day={value} rows={shown} />}
            </div>
          </div>
        </>
      )}
    </>
  );
};
