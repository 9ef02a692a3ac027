import { type DeliveryKind, SummariseDeliveries } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { countedBy, type Outcome, outcomes } from './outcomes.js';

type Row = { readonly kind: string } & Readonly<Record<Outcome, number>>;
const everyMs = 15_000;

/** How many mails of each kind came to what. */
export const Counts = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('counts');
  const { names } = useReader();
  const { value, problem, reload } = useAnswer(SummariseDeliveries, { meetingId: meeting.id }, { everyMs });
  if (value === undefined) return <Notice problem={problem} retry={reload} />;
  const rows = Object.entries(value.byKind).map(([kind, states]): Row => ({ kind, ...countedBy(states) }));
  if (rows.length === 0) return <p>{words.none}</p>;
  const columns: readonly [Column<Row>, ...Column<Row>[]] = [
    { id: 'kind', title: words.kind, value: ({ kind }) => names.deliveryKinds[kind as DeliveryKind] ?? kind },
    ...outcomes.map((outcome): Column<Row> => ({
      id: outcome,
      title: words.outcomes[outcome],
      kind: 'number',
      value: (row) => row[outcome],
    })),
  ];
  return (
    <Table caption={words.caption} columns={columns} rows={rows} rowId={({ kind }) => kind} narrow="table" framed />
  );
};
