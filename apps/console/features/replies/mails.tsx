import { Link } from '@tanstack/react-router';
import { type Delivery, GetNoticeProof, type Invitation, ListDeliveries, mayAsk } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { type Column, Table } from '../../kit/table/table.js';

const Listed = ({ invitation }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('office');
  const { names, shortMoment } = useReader();
  const { value, problem, reload } = useAnswer(ListDeliveries, {
    meetingId: meeting.id,
    recipientId: invitation.id,
    limit: 200,
  });
  const columns: readonly [Column<Delivery>, ...Column<Delivery>[]] = [
    {
      id: 'kind',
      title: words.kind,
      value: ({ kind }) => names.deliveryKinds[kind],
      cell: ({ id, kind, alsoTo }) => (
        <>
          <Link to={`/meetings/${meeting.id}/mails/${id}`}>{names.deliveryKinds[kind]}</Link>
          {alsoTo !== undefined && ` · ${alsoTo}`}
        </>
      ),
    },
    {
      id: 'due',
      title: words.due,
      value: ({ acceptedAt, dueAt }) => acceptedAt ?? dueAt,
      cell: ({ acceptedAt, dueAt }) => (
        <span className="moment">{shortMoment(acceptedAt ?? dueAt, meeting.timeZone)}</span>
      ),
    },
    {
      id: 'state',
      title: words.state,
      value: ({ state, cancelReason }) =>
        `${names.deliveryStates[state]}${cancelReason === undefined ? '' : ` · ${names.cancelReasons[cancelReason]}`}`,
    },
  ];
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  if (value.items.length === 0)
    return (
      <section>
        <h2>{words.mails}</h2>
        <p>{words.noMails}</p>
      </section>
    );
  return (
    <Table caption={words.mails} columns={columns} rows={value.items} rowId={({ id }) => id} sorted={{ id: 'due' }} />
  );
};

/** The mails to the office, and the way to what proves that it was told, for whoever may see them. */
export const Mails = ({ invitation }: { invitation: Invitation }) => {
  const { staff } = useMeeting();
  const { meeting } = useMeeting();
  const words = useRepliesWords('notice');
  return (
    <>
      {mayAsk(ListDeliveries, staff) && <Listed invitation={invitation} />}
      {mayAsk(GetNoticeProof, staff) && (
        <p>
          <Link to={`/meetings/${meeting.id}/invited/${invitation.id}/notice`}>{words.open}</Link>
        </p>
      )}
    </>
  );
};
