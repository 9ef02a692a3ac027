import { Link, useSearch } from '@tanstack/react-router';
import { type Import, ListImports, ListMeetings } from '#contracts';
import { usualZone } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { ListBox } from './list-box.js';
import './imports.css';

const LastImports = ({ imports }: { imports: readonly Import[] }) => {
  const words = useDirectoryWords('imports');
  const { names, shortMoment } = useReader();
  const columns: readonly [Column<Import>, ...Column<Import>[]] = [
    {
      id: 'file',
      title: words.file,
      value: ({ fileName }) => fileName,
      cell: ({ id, fileName }) => <Link to={`/directory/imports/${id}`}>{fileName}</Link>,
    },
    { id: 'state', title: words.state, value: ({ state }) => names.importStates[state] },
    {
      id: 'at',
      title: words.at,
      value: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => <span className="moment">{shortMoment(startedAt, usualZone)}</span>,
    },
    { id: 'read', title: words.read, kind: 'number', value: ({ counts }) => counts.read },
    { id: 'handled', title: words.handled, kind: 'number', value: ({ counts }) => counts.handled },
  ];
  return <Table caption={words.last} columns={columns} rows={imports} rowId={({ id }) => id} />;
};

/** A list is handed in here, for the directory or for one meeting (`?meeting=`); below stand the last ones. */
export const ImportsPage = () => {
  const words = useDirectoryWords('imports');
  const { named } = useReader();
  const search: { readonly meeting?: unknown } = useSearch({ strict: false });
  const { value: meetings } = useAnswer(ListMeetings, {});
  const meeting = meetings?.items.find(({ id }) => id === search.meeting);
  const { value, problem, reload } = useAnswer(ListImports, {}, { everyMs: 5000 });
  return (
    <>
      {meeting !== undefined && <p className="headline">{words.of(named(meeting.title))}</p>}
      <p>{words.intro}</p>
      <ListBox meetingId={meeting?.id} />
      {meeting !== undefined && (
        <p>
          <Link to={`/meetings/${meeting.id}/offices`}>{words.back}</Link>
        </p>
      )}
      {value === undefined ? (
        problem === undefined ? (
          <Loading />
        ) : (
          <Notice problem={problem} retry={reload} />
        )
      ) : value.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <LastImports imports={value.items} />
      )}
    </>
  );
};
