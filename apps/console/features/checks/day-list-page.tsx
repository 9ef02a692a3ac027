import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type CheckOfDay, ListChecks, ListChecksOfDay } from '#contracts';
import { clockText, dayText, instantOf, wallTimeOf } from '#words';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useTechnicianNames } from '../../kit/data/use-technician-names.js';
import { Choice } from '../../kit/form/choice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import './checks.css';

/** The days on which there are checks, in the meeting's zone. */
const daysOf = (instants: readonly string[], timeZone: string): readonly string[] =>
  [...new Set(instants.map((instant) => wallTimeOf(instant, timeZone).slice(0, 10)))].toSorted();

const Day = ({ day, title }: { day: string; title: string }) => {
  const { meeting } = useMeeting();
  const { language, named, province, names } = useReader();
  const words = useChecksWords('day');
  const systems = useChecksWords('systems');
  const nameOf = useTechnicianNames();
  const [who, setWho] = useState('');
  const { value, problem, reload } = useAnswer(ListChecksOfDay, { meetingId: meeting.id, day });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const columns: readonly [Column<CheckOfDay>, ...Column<CheckOfDay>[]] = [
    {
      id: 'time',
      title: words.time,
      value: ({ check }) => check.startsAt,
      cell: ({ check }) => (
        <span className="moment">
          {clockText(language, meeting.timeZone, check.startsAt)}–{clockText(language, meeting.timeZone, check.endsAt)}
        </span>
      ),
    },
    { id: 'room', title: words.room, kind: 'number', value: ({ check }) => check.room },
    { id: 'who', title: words.who, value: ({ check }) => nameOf(check.technicianId) },
    {
      id: 'site',
      title: words.site,
      value: ({ siteName }) => named(siteName),
      cell: ({ check, siteName, provinceCode }) => (
        <>
          <Link to={`/meetings/${meeting.id}/checks/sites/${check.siteId}/results/${check.id}`}>{named(siteName)}</Link>{' '}
          <small>{province(provinceCode)}</small>
        </>
      ),
    },
    {
      id: 'dial',
      title: words.dial,
      cell: ({ reachedBy, backupPhone }) => (
        <>
          {reachedBy?.systems.map(({ kind, dial }) => (
            <div key={`${kind} ${dial}`} className="address">
              {systems[kind]} {dial}
            </div>
          ))}
          {backupPhone !== undefined && (
            <div>
              {words.backup} {backupPhone}
            </div>
          )}
        </>
      ),
    },
    {
      id: 'people',
      title: words.people,
      cell: ({ reachedBy }) =>
        reachedBy?.technicians.map(({ name, mobile }) => (
          <div key={`${name} ${mobile ?? ''}`}>
            {name} <span className="moment">{mobile}</span>
          </div>
        )),
    },
    {
      id: 'state',
      title: words.state,
      value: ({ check }) => check.state,
      cell: ({ check }) => (
        <span className={`badge ${check.overdue === true ? 'overdue' : check.state}`}>
          {check.overdue === true ? names.readiness.overdue : names.checkStates[check.state]}
        </span>
      ),
    },
  ];
  if (value.items.length === 0) return <Empty>{words.none}</Empty>;
  const technicians = [...new Set(value.items.flatMap(({ check }) => check.technicianId ?? []))];
  return (
    <div className="across">
      {technicians.length > 1 && (
        <Choice
          label={words.who}
          all={words.everybody}
          options={technicians.map((id) => [id, nameOf(id) ?? ''])}
          value={who}
          onChange={setWho}
        />
      )}
      <Table
        caption={words.caption(title)}
        columns={columns}
        rows={value.items.filter(({ check }) => who === '' || check.technicianId === who)}
        rowId={({ check }) => check.id}
        sorted={{ id: 'time' }}
      />
    </div>
  );
};

/** The checks of one day, on screen and on paper. */
export const DayListPage = () => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = useChecksWords('day');
  const [chosen, choose] = useState<string>();
  const { value, problem, reload } = useAnswer(ListChecks, { meetingId: meeting.id });
  const days = useMemo(
    () =>
      daysOf(
        (value?.items ?? []).flatMap(({ state, startsAt }) => (state === 'cancelled' ? [] : [startsAt])),
        meeting.timeZone,
      ),
    [value, meeting.timeZone],
  );
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const titleOf = (day: string) => dayText(language, meeting.timeZone, instantOf(`${day}T12:00`, meeting.timeZone));
  const open = value.items.find(({ state }) => state === 'booked')?.startsAt;
  const day = chosen ?? (open === undefined ? days[0] : wallTimeOf(open, meeting.timeZone).slice(0, 10));
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/checks`}>{words.back}</Link>
      </p>
      <h2>{words.title}</h2>
      {day === undefined ? (
        <Empty>{words.never}</Empty>
      ) : (
        <>
          <div className="filters">
            <Choice
              label={words.day}
              options={days.map((each) => [each, titleOf(each)])}
              value={day}
              onChange={choose}
            />
            <button type="button" className="quiet" onClick={() => print()}>
              {words.print}
            </button>
          </div>
          <Day key={day} day={day} title={titleOf(day)} />
        </>
      )}
    </>
  );
};
