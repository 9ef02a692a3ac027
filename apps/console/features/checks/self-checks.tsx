import { ListSelfChecks, type SelfCheck } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

type Flow = SelfCheck['measured']['up'];
/** What did not come and what came too late to be heard, in per cent with one digit. */
const lossOf = (flow: Flow): number | undefined =>
  flow === undefined || flow.sent === 0 ? undefined : Math.round((1_000 * (flow.lost + flow.held)) / flow.sent) / 10;

/** What the site has tried by itself: evidence beside its checks, which makes it no readier. */
export const SelfChecks = ({ siteId }: { siteId: string }) => {
  const { meeting } = useMeeting();
  const { shortMoment } = useReader();
  const words = useChecksWords('selfChecks');
  const { value, problem, reload } = useAnswer(ListSelfChecks, { meetingId: meeting.id, siteId });
  const columns: readonly [Column<SelfCheck>, ...Column<SelfCheck>[]] = [
    { id: 'at', title: words.at, value: ({ at }) => at, cell: ({ at }) => shortMoment(at, meeting.timeZone) },
    { id: 'verdict', title: words.verdict, value: ({ verdict }) => words.verdicts[verdict] },
    { id: 'udp', title: words.udp, value: ({ udp }) => words.reached[udp] },
    { id: 'up', title: words.lossUp, kind: 'number', value: ({ measured }) => lossOf(measured.up) },
    { id: 'down', title: words.lossDown, kind: 'number', value: ({ measured }) => lossOf(measured.down) },
    { id: 'trip', title: words.roundTrip, kind: 'number', value: ({ measured }) => measured.roundTrip?.p50Ms },
  ];
  return (
    <>
      <h3>{words.title}</h3>
      <p className="hint">{words.hint}</p>
      <Notice problem={problem} retry={reload} />
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      {value !== undefined && value.items.length > 0 && (
        <Table caption={words.title} columns={columns} rows={value.items} rowId={({ id }) => id} />
      )}
    </>
  );
};
