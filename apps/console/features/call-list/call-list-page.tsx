import { type CallListEntry, ListCallList } from '#contracts';
import { useListing } from '../../kit/data/use-listing.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

export const CallListPage = () => {
  const { meeting } = useMeeting();
  const words = useWords('callList');
  const { named, names, province, shortMoment } = useReader();
  const { items, problem, reload } = useListing(ListCallList, { meetingId: meeting.id });
  const columns: readonly [Column<CallListEntry>, ...Column<CallListEntry>[]] = [
    { id: 'office', title: words.office, value: ({ name }) => named(name) },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'reason', title: words.reason, value: ({ reason = 'silent' }) => names.callReasons[reason] },
    {
      id: 'since',
      title: words.since,
      value: ({ raisedAt }) => raisedAt,
      cell: ({ raisedAt }) => <span className="moment">{shortMoment(raisedAt, meeting.timeZone)}</span>,
    },
  ];
  return (
    <>
      <p>{words.hint}</p>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.nobody}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table
          caption={words.title}
          columns={columns}
          rows={items}
          rowId={({ invitationId }) => invitationId}
          sorted={{ id: 'province' }}
        />
      )}
    </>
  );
};
