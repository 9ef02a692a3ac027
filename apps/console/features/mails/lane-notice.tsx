import { GetMailAttention, ListMailLanes, type MailLane, mayAsk, TryMailLanes } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

const everyMs = 15_000;

const Stopped = ({ relay, since, reason, advice, said, nextTryAt }: MailLane) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('lane');
  const { named, shortMoment } = useReader();
  return (
    <>
      <p>
        <strong>{relay}</strong>
        {reason !== undefined && ` · ${named(reason)}`}
        {since !== undefined && ` · ${words.since} ${shortMoment(since, meeting.timeZone)}`}
      </p>
      {advice !== undefined && <p>{named(advice)}</p>}
      {said !== undefined && (
        <p>
          {words.said} <q lang="en">{said}</q>
        </p>
      )}
      {nextTryAt !== undefined && (
        <p>
          {words.nextTry} {shortMoment(nextTryAt, meeting.timeZone)}
        </p>
      )}
    </>
  );
};

/** Which mail server takes no mail, since when, why, and what to do; nothing while all do. */
export const LaneNotice = () => {
  const { staff } = useMeeting();
  const words = useMailsWords('lane');
  const { value: lanes } = useAnswer(ListMailLanes, {}, { everyMs });
  const { send, busy, problem } = useCommand(TryMailLanes, { makesStale: [ListMailLanes, GetMailAttention] });
  const stopped = lanes?.items.filter(({ status }) => status === 'stopped') ?? [];
  if (lanes === undefined || stopped.length === 0) return null;
  const open = lanes.items.find(({ status }) => status === 'open');
  return (
    <section className="notice" aria-labelledby="lane">
      <h2 id="lane">{open === undefined ? words.stopped : words.elsewhere(open.relay)}</h2>
      {stopped.map((lane) => (
        <Stopped key={lane.relay} {...lane} />
      ))}
      {open === undefined && <p>{words.waiting(lanes.waiting)}</p>}
      {mayAsk(TryMailLanes, staff) && (
        <button type="button" disabled={busy} onClick={() => void send({})}>
          {words.tryNow}
        </button>
      )}
      <Notice problem={problem} />
    </section>
  );
};
