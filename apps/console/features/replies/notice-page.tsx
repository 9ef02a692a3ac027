import { Link, useParams } from '@tanstack/react-router';
import { GetMailCopy, GetNoticeProof, httpRequestOf, mayAsk, type NoticeEntry } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDownload } from '../../kit/data/use-download.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import './replies.css';

/** What happened, in the words of people. */
const useWhat = (): ((entry: NoticeEntry) => string) => {
  const words = useRepliesWords('notice');
  const { outcomes } = useRepliesWords('calls');
  const sorts = useInboxWords('sorts');
  const { names } = useReader();
  return ({ what, kind, cancelReason, leftOut, sort, callOutcome, answer, channel }) => {
    const of = [
      kind && names.deliveryKinds[kind],
      cancelReason && names.cancelReasons[cancelReason],
      leftOut && words.leftOut[leftOut],
      sort && sorts[sort],
      callOutcome && outcomes[callOutcome],
      answer && names.answers[answer],
      channel && names.channels[channel],
    ].filter((each) => each !== undefined);
    return [words.what[what], ...of].join(' · ');
  };
};

const Copy = ({ entry: { copy, deliveryId } }: { entry: NoticeEntry }) => {
  const { staff } = useMeeting();
  const words = useRepliesWords('notice');
  const { save, busy, problem } = useDownload(GetMailCopy);
  if (copy === undefined || deliveryId === undefined) return null;
  return (
    <>
      <dt>{words.hash}</dt>
      <dd>
        <code className="hash">{copy.sha256}</code> ({words.bytes(copy.bytes)}){' '}
        {copy.kept && mayAsk(GetMailCopy, staff) && (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() => save({ deliveryId, mailKey: copy.key })}
          >
            {words.save}
          </button>
        )}
        {!copy.kept && words.keptNoMore}
        <Notice problem={problem} />
      </dd>
    </>
  );
};

const Entry = ({ entry }: { entry: NoticeEntry }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('notice');
  const { moment } = useReader();
  const what = useWhat();
  const { at, address, said, subject } = entry;
  const told = [
    [words.address, address],
    [words.subject, subject],
    [entry.what === 'called' ? words.note : entry.what === 'taken-back' ? words.reason : words.said, said],
  ] as const;
  return (
    <li>
      <span className="moment">{moment(at, meeting.timeZone)}</span> <b>{what(entry)}</b>
      <dl>
        {told.map(
          ([label, value]) =>
            value !== undefined
            && value !== '' && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        <Copy entry={entry} />
      </dl>
    </li>
  );
};

/** Proof that an office was told, for a file or a court: on the page, on paper, and for other programs. */
export const NoticePage = () => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('notice');
  const { named, province, moment } = useReader();
  const { invitationId = '' } = useParams({ strict: false });
  const { value, problem, reload } = useAnswer(GetNoticeProof, { invitationId });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { office, entries, madeAt } = value;
  return (
    <article className="notice-proof">
      <p className="unprinted">
        <Link to={`/meetings/${meeting.id}/invited/${invitationId}`}>{words.back}</Link>
      </p>
      <h2>{words.title(named(office.name))}</h2>
      <p>
        {province(office.provinceCode)}
        {office.code !== undefined && ` · ${words.code} ${office.code}`}
        {' · '}
        {named(value.meeting.title)} · {named(value.meeting.organiser)}
      </p>
      <p>{words.madeAt(moment(madeAt, meeting.timeZone))}</p>
      <p className="actions">
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>{' '}
        <a
          className="unprinted"
          href={httpRequestOf(GetNoticeProof, { invitationId }).path}
          download={`${invitationId}.json`}
        >
          {words.json}
        </a>
      </p>
      {entries.length === 0 ? <p>{words.none}</p> : null}
      <ol className="timeline">
        {entries.map((entry, index) => (
          <Entry key={index} entry={entry} />
        ))}
      </ol>
    </article>
  );
};
