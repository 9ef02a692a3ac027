import { Link } from '@tanstack/react-router';
import { ListFaultLog, type LoggedFault } from '#contracts';
import { useConferenceWords } from '../../kit/conference-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { FaultText, isOpenFault } from './fault-text.js';
import './joining.css';

const everyMs = 15_000;

/** What went wrong on the day, with what was corrected, on screen and on paper. */
export const FaultLogPage = () => {
  const { meeting } = useMeeting();
  const { named, province, shortMoment } = useReader();
  const words = useConferenceWords('log');
  const page = useConferenceWords('page');
  const one = useConferenceWords('one');
  const faults = useConferenceWords('faults');
  const nameOf = useStaffNames();
  const { value, problem, reload } = useAnswer(ListFaultLog, { meetingId: meeting.id }, { everyMs });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const by = (who: string | undefined) => (who === undefined ? '' : who === 'bridge' ? one.bridge : nameOf(who));
  const columns: readonly [Column<LoggedFault>, ...Column<LoggedFault>[]] = [
    {
      id: 'when',
      title: words.when,
      value: ({ fault }) => fault.at,
      cell: ({ fault }) => <span className="moment">{shortMoment(fault.at, meeting.timeZone)}</span>,
    },
    {
      id: 'site',
      title: words.site,
      value: ({ name }) => named(name),
      cell: ({ siteId, name, provinceCode }) => (
        <>
          <Link to={`/meetings/${meeting.id}/joining`} hash={siteId}>
            {named(name)}
          </Link>{' '}
          <small>{province(provinceCode)}</small>
        </>
      ),
    },
    {
      id: 'what',
      title: words.what,
      value: ({ fault }) => faults[fault.what],
      cell: ({ fault }) => <FaultText fault={fault} />,
    },
    { id: 'who', title: words.who, value: ({ fault }) => by(fault.by) },
    {
      id: 'ended',
      title: words.ended,
      value: ({ fault }) => fault.endedAt,
      cell: ({ fault }) =>
        isOpenFault(fault) ? (
          <span className="wrong">{words.open}</span>
        ) : fault.endedAt === undefined ? (
          '–'
        ) : (
          <>
            <span className="moment">{shortMoment(fault.endedAt, meeting.timeZone)}</span>{' '}
            <small>{by(fault.endedBy)}</small>
          </>
        ),
    },
  ];
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/joining`}>{words.back}</Link>
      </p>
      <h2>{words.title}</h2>
      <Notice problem={problem} retry={reload} />
      {value.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <div className="across">
          <p className="actions">
            <button type="button" className="quiet" onClick={() => print()}>
              {page.print}
            </button>
          </p>
          <Table
            caption={words.title}
            columns={columns}
            rows={value.items}
            rowId={({ siteId, fault }) => `${siteId} ${fault.faultId}`}
          />
        </div>
      )}
    </>
  );
};
