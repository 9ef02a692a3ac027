import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { LiftSuppression, ListCallList, ListSuppressions, SuppressAddress, type Suppression } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

const Lifting = ({ address, onClose }: { address: string; onClose: () => void }) => {
  const words = useInboxWords('addresses');
  const { send, busy, problem } = useCommand(LiftSuppression, { makesStale: [ListSuppressions, ListCallList] });
  return (
    <Confirm
      title={words.liftOf(address)}
      act={words.lift}
      busy={busy}
      onConfirm={() => void send({ address }).then((told) => hasFailed(told) || onClose())}
      onClose={onClose}
    >
      <p>{words.liftWill}</p>
      <Notice problem={problem} />
    </Confirm>
  );
};

const Adding = ({ onClose }: { onClose: () => void }) => {
  const words = useInboxWords('addresses');
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useCommand(SuppressAddress, { makesStale: [ListSuppressions, ListCallList] });
  const asked = { address: address.trim(), reason: reason.trim() };
  return (
    <Confirm
      title={words.add}
      act={words.add}
      busy={busy}
      ready={asked.address !== '' && asked.reason !== ''}
      onConfirm={() => void send(asked).then((told) => hasFailed(told) || onClose())}
      onClose={onClose}
    >
      <p>{words.addWill}</p>
      <Field label={words.address}>
        {(described) => (
          <input
            {...described}
            type="email"
            autoComplete="off"
            maxLength={254}
            value={address}
            onChange={({ target }) => setAddress(target.value)}
          />
        )}
      </Field>
      <Field label={words.reason}>
        {(described) => (
          <input {...described} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};

/** The addresses that get no mail, why, and the way to let them have it again. */
export const Suppressions = () => {
  const { meeting } = useMeeting();
  const words = useInboxWords('addresses');
  const { addresses } = useInboxWords('list');
  const { shortMoment } = useReader();
  const [lifting, setLifting] = useState<string>();
  const [adding, setAdding] = useState(false);
  const { items, problem, reload } = useListing(ListSuppressions, {});
  const columns: readonly [Column<Suppression>, ...Column<Suppression>[]] = [
    { id: 'address', title: words.address, value: ({ address }) => address },
    {
      id: 'said',
      title: words.said,
      cell: ({ said, mailId }) => (
        <>
          {said} {mailId !== undefined && <Link to={`/meetings/${meeting.id}/inbox/${mailId}`}>{words.cameBack}</Link>}
        </>
      ),
    },
    { id: 'source', title: words.source, cell: ({ source }) => words.sources[source] },
    {
      id: 'since',
      title: words.since,
      value: ({ since }) => since,
      cell: ({ since }) => <span className="moment">{shortMoment(since, meeting.timeZone)}</span>,
    },
    {
      id: 'lift',
      title: words.lift,
      cell: ({ address }) => (
        <button type="button" className="quiet" aria-label={words.liftOf(address)} onClick={() => setLifting(address)}>
          {words.lift}
        </button>
      ),
    },
  ];
  return (
    <>
      <p>{words.hint}</p>
      <div className="actions">
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          {words.add}
        </button>
      </div>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.none}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table caption={addresses} columns={columns} rows={items} rowId={({ address }) => address} />
      )}
      {adding && <Adding onClose={() => setAdding(false)} />}
      {lifting !== undefined && <Lifting address={lifting} onClose={() => setLifting(undefined)} />}
    </>
  );
};
