import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import {
  arabicDigits,
  GetConferenceDay,
  GetSiteJoining,
  type JoiningState,
  type LeftBy,
  mayAsk,
  RecordJoining,
  type SiteAtHand,
  type SiteJoining,
} from '#contracts';
import { clockText } from '#words';
import { useConferenceWords } from '../../kit/conference-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { FaultForm } from './fault-form.js';
import { SiteFaults } from './site-faults.js';
import { sayable } from './standing.js';

const Phone = ({ number }: { number: string }) => (
  <a className="moment" href={`tel:${arabicDigits(number).replace(/[^+\d]/g, '')}`}>
    {number}
  </a>
);

/** Whom to ring and what to dial. */
const Reach = ({ site }: { site: SiteAtHand }) => {
  const words = useConferenceWords('one');
  const page = useConferenceWords('page');
  const systems = useConferenceWords('systems');
  const isKnown = site.systems.length + site.people.length > 0 || site.phone !== undefined;
  return (
    <>
      <h3>{words.reach}</h3>
      {!isKnown && site.withheld !== true && <p className="wrong">{words.unknownReach}</p>}
      {site.withheld === true && <p className="hint">{words.withheld}</p>}
      <dl>
        {site.phone !== undefined && (
          <>
            <dt>{page.phone}</dt>
            <dd>
              <Phone number={site.phone} />
            </dd>
          </>
        )}
        {site.people.length > 0 && <dt>{words.people}</dt>}
        {site.people.map(({ name, mobile, phone }) => (
          <dd key={name}>
            {name} {mobile !== undefined && <Phone number={mobile} />} {phone !== undefined && <Phone number={phone} />}
          </dd>
        ))}
        {site.systems.length > 0 && <dt>{words.dial}</dt>}
        {site.systems.map(({ kind, dial }) => (
          <dd key={dial} className="address">
            {systems[kind]} {dial}
          </dd>
        ))}
        {site.joinAddress !== undefined && (
          <>
            <dt>{words.join}</dt>
            <dd className="address">
              <a href={site.joinAddress} target="_blank" rel="noreferrer">
                {site.joinAddress}
              </a>
            </dd>
          </>
        )}
      </dl>
    </>
  );
};

const History = ({ site }: { site: SiteAtHand }) => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = useConferenceWords('one');
  const states = useConferenceWords('states');
  const leftBy = useConferenceWords('leftBy');
  const nameOf = useStaffNames();
  return (
    <>
      <h3>{words.history}</h3>
      {site.moves.length === 0 && <Empty>{words.noHistory}</Empty>}
      <ol>
        {site.moves.toReversed().map((move) => (
          <li key={`${move.at} ${move.state}`}>
            {clockText(language, meeting.timeZone, move.at)} {states[move.state]}
            {move.leftBy !== undefined && ` (${leftBy[move.leftBy]})`}{' '}
            <small>{move.by === 'bridge' ? words.bridge : nameOf(move.by)}</small>
          </li>
        ))}
      </ol>
    </>
  );
};

type Press = { readonly text: string; readonly state: JoiningState; readonly leftBy?: Exclude<LeftBy, 'bridge'> };
/** What can be pressed of a site as it stands. */
const Presses = ({ row }: { row: SiteJoining }) => {
  const words = useConferenceWords('one');
  const stale = { makesStale: [GetConferenceDay, GetSiteJoining] };
  const { send, busy, problem } = useCommand(RecordJoining, stale);
  const all: readonly Press[] = [
    { text: words.call, state: 'joining' },
    { text: words.joined, state: 'in' },
    { text: words.dropped, state: 'dropped' },
    { text: words.leftItself, state: 'left', leftBy: 'site' },
    { text: words.sentOut, state: 'left', leftBy: 'operator' },
    { text: words.takeBack, state: 'waiting' },
  ];
  const open = sayable(row.state);
  const { meetingId, siteId, revision: expectedRevision } = row;
  return (
    <>
      <div className="presses" role="group" aria-label={words.actions}>
        {all
          .filter(({ state }) => open.includes(state))
          .map(({ text, state, leftBy }) => (
            <button
              key={text}
              type="button"
              className={state === 'joining' || state === 'in' ? undefined : 'quiet'}
              disabled={busy}
              onClick={() => void send({ meetingId, siteId, state, ...(leftBy && { leftBy }), expectedRevision })}
            >
              {text}
            </button>
          ))}
      </div>
      <Notice problem={problem} />
    </>
  );
};

/** One site beside the list: how it stands, whom to ring, what went wrong, what happened. */
export const SiteAside = ({ row }: { row: SiteJoining }) => {
  const { meeting, staff } = useMeeting();
  const { named, province } = useReader();
  const words = useConferenceWords('one');
  const states = useConferenceWords('states');
  const { value, problem, reload } = useAnswer(GetSiteJoining, { meetingId: meeting.id, siteId: row.siteId });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [row.siteId]);
  // The list is told at once when somebody else enters something; what is known of the one site is read after it.
  useEffect(() => {
    if (value !== undefined && value.revision < row.revision) reload();
  }, [row.revision, value?.revision]);
  return (
    <aside className="one-site" aria-labelledby="one-site">
      <h2 id="one-site" ref={heading} tabIndex={-1}>
        {words.title(named(row.name))}
      </h2>
      <p>
        <span className={`badge ${row.state}`}>{states[row.state]}</span> {province(row.provinceCode)} ·{' '}
        {words.offices(row.attending)}
      </p>
      {row.onBridge !== undefined && <p className="hint">{row.onBridge ? words.onBridge : words.notOnBridge}</p>}
      {mayAsk(RecordJoining, staff) && <Presses row={row} />}
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value !== undefined && (
        <>
          <Reach site={value} />
          {mayAsk(RecordJoining, staff) && <FaultForm siteId={row.siteId} />}
          <SiteFaults siteId={row.siteId} faults={value.faults} />
          <History site={value} />
        </>
      )}
      <p>
        <Link to="." hash="">
          {words.back}
        </Link>
      </p>
    </aside>
  );
};
