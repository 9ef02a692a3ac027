import { CheckSendingSide, GetSendingSide, mayAsk, type SideResult } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import './mails.css';

const everyMs = 3_000;

const Result = ({ check, result, finding, of, reason, advice, said }: SideResult) => {
  const words = useMailsWords('sendingSide');
  const { named } = useReader();
  const found = finding === undefined ? undefined : words.findings[finding];
  return (
    <section className={result === 'finding' ? 'notice' : undefined}>
      <h2>
        {words.checks[check]}
        {of !== undefined && ` · ${of}`} · {words.results[result]}
      </h2>
      {found !== undefined && <p>{found.means}</p>}
      {reason !== undefined && <p>{named(reason)}</p>}
      {found !== undefined && <p>{advice === undefined ? found.toDo : named(advice)}</p>}
      {check === 'spf' && result === 'good' && <p>{words.spfUnseen}</p>}
      {said !== undefined && (
        <p>
          {words.said} <q lang="en">{said}</q>
        </p>
      )}
    </section>
  );
};

/** How mails leave, looked at before they are sent to everybody: what was found, what each means and what to do. */
export const SendingSidePage = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('sendingSide');
  const { shortMoment } = useReader();
  const { value, problem, reload } = useAnswer(GetSendingSide, {}, { everyMs });
  const check = useCommand(CheckSendingSide, { makesStale: [GetSendingSide] });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { checkedAt, running, results, findings, sentTo } = value;
  return (
    <>
      <p>{words.hint}</p>
      {mayAsk(CheckSendingSide, staff) && (
        <button
          type="button"
          disabled={check.busy || running}
          onClick={() => void check.send({ meetingId: meeting.id })}
        >
          {words.check}
        </button>
      )}
      <Notice problem={check.problem} />
      <p role="status">
        {running
          ? words.running
          : checkedAt === undefined
            ? words.never
            : words.checked(shortMoment(checkedAt, meeting.timeZone), findings)}
        {sentTo !== undefined && ` ${words.sentTo(sentTo)}`}
      </p>
      {results.map((each) => (
        <Result key={`${each.check} ${each.of}`} {...each} />
      ))}
    </>
  );
};
