import { Link, useLocation } from '@tanstack/react-router';
import { type Hall, ListHalls } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { HallRegister } from './hall-register.js';
import { useRegister } from './use-register.js';
import './day.css';

const everyMs = 15_000;
const overOf = ({ seats }: Hall): number => (seats?.of === undefined ? 0 : seats.seated - seats.of);
const cameOf = ({ byState }: Hall): number => byState.present + byState.represented;

/** How far the registers of all halls are; the one that the address names is open below. */
export const HallsPage = () => {
  const { meeting, staff } = useMeeting();
  const register = useRegister(meeting.id, staff.id);
  const words = useAfterWords('day');
  const { named, province, shortMoment } = useReader();
  const { hash } = useLocation();
  const { value, problem, reload } = useAnswer(ListHalls, { meetingId: meeting.id }, { everyMs });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { items, asOf } = value;
  const seats: readonly Column<Hall>[] = [
    { id: 'seats', title: words.seats, kind: 'number', value: ({ seats: counted }) => counted?.of },
    {
      id: 'seated',
      title: words.seated,
      kind: 'number',
      value: ({ seats: counted }) => counted?.seated,
      cell: (hall) => (
        <>
          {hall.seats?.seated}
          {overOf(hall) > 0 && <strong> {words.overBy(overOf(hall))}</strong>}
        </>
      ),
    },
    { id: 'waiting', title: words.unseated, kind: 'number', value: ({ seats: counted }) => counted?.waiting },
  ];
  const columns: readonly [Column<Hall>, ...Column<Hall>[]] = [
    {
      id: 'site',
      title: words.site,
      value: ({ siteName }) => named(siteName),
      cell: ({ siteId, siteName }) => (
        <Link to="." hash={siteId}>
          {named(siteName)}
        </Link>
      ),
    },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'invited', title: words.invited, kind: 'number', value: ({ invited }) => invited },
    { id: 'expected', title: words.expected, kind: 'number', value: ({ expected }) => expected },
    ...(items.some(({ seats }) => seats !== undefined) ? seats : []),
    { id: 'came', title: words.came, kind: 'number', value: cameOf },
    { id: 'walk-ins', title: words.walkInsShort, kind: 'number', value: ({ walkIns }) => walkIns },
    { id: 'people', title: words.people, kind: 'number', value: ({ people }) => people },
    {
      id: 'done',
      title: words.done,
      value: ({ doneAt }) => doneAt,
      cell: ({ doneAt }) => (doneAt === undefined ? words.notDone : shortMoment(doneAt, meeting.timeZone)),
    },
  ];
  const done = items.filter(({ doneAt }) => doneAt !== undefined).length;
  const [only] = items.length === 1 ? items : [];
  const shown = items.find(({ siteId }) => siteId === hash) ?? only;
  return (
    <>
      <p>
        {words.progress(done, items.length)} · {words.asOf(shortMoment(asOf, meeting.timeZone))}
      </p>
      <Notice problem={problem} retry={reload} />
      {shown !== undefined && <HallRegister key={shown.siteId} siteId={shown.siteId} register={register} />}
      {items.length === 0 && <Empty>{words.nobody}</Empty>}
      {items.length > 1 && (
        <Table caption={words.halls} columns={columns} rows={items} rowId={({ siteId }) => siteId} />
      )}
    </>
  );
};
