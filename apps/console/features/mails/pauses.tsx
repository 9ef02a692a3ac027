import { useState } from 'react';
import {
  DeliveryKind,
  GetMailAttention,
  ListMailPauses,
  type MailPause,
  mayAsk,
  PauseAllMails,
  PauseMails,
  ResumeAllMails,
  ResumeMails,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { ofMails } from './resending.js';

const everyMs = 15_000;
const makesStale = [ListMailPauses, GetMailAttention, ...ofMails];

const useWhat = (): ((pause: Pick<MailPause, 'meetingId' | 'kind'>) => string) => {
  const words = useMailsWords('pauses');
  const { names } = useReader();
  return ({ meetingId, kind }) =>
    `${meetingId === undefined ? words.everywhere : words.here} · ${kind === undefined ? words.allKinds : names.deliveryKinds[kind]}`;
};

const Paused = ({ pause }: { pause: MailPause }) => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('pauses');
  const what = useWhat();
  const staffName = useStaffNames();
  const { shortMoment } = useReader();
  const own = useCommand(ResumeMails, { makesStale });
  const all = useCommand(ResumeAllMails, { makesStale });
  const { meetingId, kind, reason, since, pausedBy, waiting } = pause;
  const of = kind === undefined ? {} : { kind };
  const mayResume = mayAsk(meetingId === undefined ? ResumeAllMails : ResumeMails, staff);
  return (
    <li>
      <b>{what(pause)}</b> · {words.since} {shortMoment(since, meeting.timeZone)} · {staffName(pausedBy)} ·{' '}
      {words.reason}: {reason} · {words.waiting(waiting)}{' '}
      {mayResume && (
        <button
          type="button"
          disabled={own.busy || all.busy}
          onClick={() => void (meetingId === undefined ? all.send(of) : own.send({ meetingId, ...of }))}
        >
          {words.resume}
        </button>
      )}
      <Notice problem={own.problem ?? all.problem} />
    </li>
  );
};

const Pausing = ({ onClose }: { onClose: () => void }) => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('pauses');
  const { names } = useReader();
  const [everywhere, setEverywhere] = useState(false);
  const [kind, setKind] = useState('');
  const [reason, setReason] = useState('');
  const own = useCommand(PauseMails, { makesStale });
  const all = useCommand(PauseAllMails, { makesStale });
  const pause = async () => {
    const found = DeliveryKind.options.find((each) => each === kind);
    const request = { reason: reason.trim(), ...(found && { kind: found }) };
    const done = await (everywhere ? all.send(request) : own.send({ meetingId: meeting.id, ...request }));
    if (!hasFailed(done)) onClose();
  };
  return (
    <Confirm
      title={words.pause}
      act={words.pause}
      busy={own.busy || all.busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void pause()}
      onClose={onClose}
    >
      <p>{words.will}</p>
      <Field label={words.kind}>
        {(described) => (
          <select {...described} value={kind} onChange={({ target }) => setKind(target.value)}>
            <option value="">{words.allKinds}</option>
            {DeliveryKind.options.map((each) => (
              <option key={each} value={each}>
                {names.deliveryKinds[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {mayAsk(PauseAllMails, staff) && (
        <label className="check">
          <input type="checkbox" checked={everywhere} onChange={({ target }) => setEverywhere(target.checked)} />
          {words.everywhere}
        </label>
      )}
      <Field label={words.reason}>
        {(described) => (
          <input
            {...described}
            maxLength={500}
            required
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <Notice problem={own.problem ?? all.problem} />
    </Confirm>
  );
};

/** What is kept from leaving, by whom and why, and the way to pause and to resume. */
export const Pauses = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('pauses');
  const [asking, setAsking] = useState(false);
  const { value, problem, reload } = useAnswer(ListMailPauses, { meetingId: meeting.id }, { everyMs });
  const items = value?.items ?? [];
  return (
    <section aria-label={words.title}>
      <Notice problem={problem} retry={reload} />
      {items.length > 0 && (
        <ul className="asks">
          {items.map((pause) => (
            <Paused key={`${pause.meetingId} ${pause.kind}`} pause={pause} />
          ))}
        </ul>
      )}
      {mayAsk(PauseMails, staff) && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.pause}
        </button>
      )}
      {asking && <Pausing onClose={() => setAsking(false)} />}
    </section>
  );
};
