import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  type CallListEntry,
  ExportList,
  type Invitation,
  ListCallList,
  ListInvitations,
  mayAsk,
  RecordCall,
} from '#contracts';
import { useDownload } from '../../kit/data/use-download.js';
import { useListing } from '../../kit/data/use-listing.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { type Column, Table } from '../../kit/table/table.js';
import { dialled } from './dialled.js';
import { RecordingCall } from './recording-call.js';
import { ShortText } from './short-text.js';

/** The numbers of an office, its own first. */
const numbersOf = ({ organisation: { phone, contacts = [] } }: Invitation): string[] => [
  ...new Set([phone, ...contacts.flatMap((each) => [each.phone, each.mobile])].flatMap((each) => each ?? [])),
];

export const CallListPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useWords('callList');
  const calls = useRepliesWords('calls');
  const { language, named, names, province, shortMoment } = useReader();
  const { save, busy, problem: unsaved, saved } = useDownload(ExportList);
  const file = { meetingId: meeting.id, list: 'call-list', language } as const;
  const [calling, setCalling] = useState<CallListEntry>();
  const { items, problem, reload } = useListing(ListCallList, { meetingId: meeting.id });
  const silent = useListing(ListInvitations, { meetingId: meeting.id, standing: 'silent' });
  const offices = useMemo(() => new Map(silent.items?.map((each) => [each.id, each])), [silent.items]);
  const mayCall = mayAsk(RecordCall, staff);
  const columns: readonly [Column<CallListEntry>, ...Column<CallListEntry>[]] = [
    {
      id: 'office',
      title: words.office,
      value: ({ name }) => named(name),
      cell: ({ name, invitationId }) => (
        <Link to={`/meetings/${meeting.id}/invited/${invitationId}`}>{named(name)}</Link>
      ),
    },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    {
      id: 'phone',
      title: calls.phone,
      cell: ({ invitationId }) => {
        const office = offices.get(invitationId);
        return office === undefined
          ? null
          : numbersOf(office).map((number) => (
              <div key={number}>
                <a href={`tel:${dialled(number)}`}>{number}</a>
              </div>
            ));
      },
    },
    { id: 'reason', title: words.reason, value: ({ reason = 'silent' }) => names.callReasons[reason] },
    {
      id: 'since',
      title: words.since,
      value: ({ raisedAt }) => raisedAt,
      cell: ({ raisedAt }) => <span className="moment">{shortMoment(raisedAt, meeting.timeZone)}</span>,
    },
    {
      id: 'last',
      title: calls.last,
      value: ({ lastCall }) => lastCall?.callAgainAt ?? lastCall?.at,
      cell: ({ lastCall }) =>
        lastCall !== undefined && (
          <>
            {calls.outcomes[lastCall.outcome]} · {shortMoment(lastCall.at, meeting.timeZone)}
            {lastCall.callAgainAt !== undefined && (
              <div>
                {calls.again} {shortMoment(lastCall.callAgainAt, meeting.timeZone)}
              </div>
            )}
          </>
        ),
    },
    {
      id: 'do',
      title: calls.record,
      cell: (entry) =>
        mayCall && (
          <>
            <button type="button" className="quiet" onClick={() => setCalling(entry)}>
              {calls.record}
            </button>
            <ShortText invitationId={entry.invitationId} name={named(entry.name)} />
          </>
        ),
    },
  ];
  return (
    <>
      <p>{words.hint}</p>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.nobody}</Empty>}
      {items !== undefined && items.length > 0 && (
        <div className="actions">
          <button type="button" className="quiet" disabled={busy} onClick={() => save({ ...file, format: 'xlsx' })}>
            {calls.saveXlsx}
          </button>
          <button type="button" className="quiet" disabled={busy} onClick={() => save({ ...file, format: 'csv' })}>
            {calls.saveCsv}
          </button>
          <output>{saved !== undefined && calls.saved(saved)}</output>
        </div>
      )}
      <Notice problem={unsaved} />
      {items !== undefined && items.length > 0 && (
        <Table
          caption={words.title}
          columns={columns}
          rows={items}
          rowId={({ invitationId }) => invitationId}
          sorted={{ id: 'province' }}
        />
      )}
      {calling !== undefined && (
        <RecordingCall
          invitationId={calling.invitationId}
          name={named(calling.name)}
          onClose={() => setCalling(undefined)}
        />
      )}
    </>
  );
};
