import { useState } from 'react';
import {
  ChangeMeeting,
  ListClasses,
  ListInvitees,
  ListMeetings,
  type Meeting,
  type MeetingChangeEffect,
  type MeetingContent,
  PreviewMeetingChange,
  ReviewMeeting,
} from '#contracts';
import { wallTimeOf } from '#words';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';

/** What was asked about stays what is done: a meeting that has changed since is a conflict, and not overwritten. */
type Asked = { readonly content: MeetingContent; readonly expectedRevision: number };
type Asking = Asked & { readonly effect: MeetingChangeEffect; readonly confirmAgain: boolean };

/** Whoever comes has to look whether it still can where the day is another one. */
const isOtherDay = (meeting: Meeting, { startsAt, timeZone }: MeetingContent): boolean =>
  wallTimeOf(meeting.startsAt, meeting.timeZone).slice(0, 10) !== wallTimeOf(startsAt, timeZone).slice(0, 10);

const Checks = ({ checks, timeZone }: { checks: MeetingChangeEffect['checks']; timeZone: string }) => {
  const words = usePrepareWords('change').checks;
  const { named, moment } = useReader();
  if (checks === undefined) return <p>{words.unknown}</p>;
  const { cancelled, first, ageing } = checks;
  return (
    <>
      {cancelled > 0 && (
        <>
          <p>{words.cancelled(cancelled)}</p>
          <ul>
            {first.map(({ siteId, name, startsAt }) => (
              <li key={`${siteId} ${startsAt}`}>
                {named(name)} · {moment(startsAt, timeZone)}
              </li>
            ))}
            {cancelled > first.length && <li>{words.more(cancelled - first.length)}</li>}
          </ul>
        </>
      )}
      {ageing > 0 && <p>{words.ageing(ageing)}</p>}
    </>
  );
};

const Effect = ({ effect, timeZone }: { effect: MeetingChangeEffect; timeZone: string }) => {
  const words = usePrepareWords('change');
  const counted = (['told', 'untold', 'invited', 'withdrawn', 'toConfirm'] as const).filter((name) => effect[name] > 0);
  return (
    <>
      <p>
        {words.changes} {effect.changed.map((part) => words.parts[part]).join(', ')}
      </p>
      <ul>
        {counted.map((name) => (
          <li key={name}>{words.effects[name](effect[name])}</li>
        ))}
        {effect.withdrawnAnswered > 0 && <li>{words.effects.withdrawnAnswered(effect.withdrawnAnswered)}</li>}
        {counted.length === 0 && <li>{words.nobodyConcerned}</li>}
      </ul>
      <Checks checks={effect.checks} timeZone={timeZone} />
    </>
  );
};

/**
 * Saves another content of the meeting. Of one that was announced it first shows what the change would do, and asks why;
 * `dialog` belongs on the page.
 */
export const useChange = (
  meeting: Meeting,
): {
  readonly save: (content: MeetingContent) => Promise<void>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly saved: boolean;
  readonly forget: () => void;
  readonly dialog: React.ReactNode;
} => {
  const words = usePrepareWords('change');
  const [asking, setAsking] = useState<Asking>();
  const [reason, setReason] = useState('');
  const [saved, setSaved] = useState(false);
  const preview = useCommand(PreviewMeetingChange);
  const change = useCommand(ChangeMeeting, { makesStale: [ListMeetings, ReviewMeeting, ListInvitees, ListClasses] });

  const send = async ({ content, expectedRevision }: Asked, confirmAgain = false) => {
    const more = { ...(reason.trim() !== '' && { reason }), ...(confirmAgain && { confirmAgain }) };
    if (hasFailed(await change.send({ meetingId: meeting.id, content, expectedRevision, ...more }))) return;
    setAsking(undefined);
    setReason('');
    setSaved(true);
  };
  const save = async (content: MeetingContent) => {
    setSaved(false);
    change.forget();
    const asked = { content, expectedRevision: meeting.revision };
    if (meeting.status === 'draft') return send(asked);
    const effect = await preview.send({ meetingId: meeting.id, ...asked });
    if (hasFailed(effect)) return;
    if (effect.changed.length === 0) setSaved(true);
    else setAsking({ ...asked, effect, confirmAgain: effect.toConfirm > 0 && isOtherDay(meeting, content) });
  };
  return {
    save,
    busy: preview.busy || change.busy,
    problem: asking === undefined ? (preview.problem ?? change.problem) : undefined,
    saved,
    forget: () => {
      preview.forget();
      change.forget();
      setSaved(false);
    },
    dialog: asking !== undefined && (
      <Confirm
        title={words.title}
        act={words.act}
        busy={change.busy}
        onConfirm={() => void send(asking, asking.confirmAgain)}
        onClose={() => setAsking(undefined)}
      >
        <Effect effect={asking.effect} timeZone={asking.content.timeZone} />
        {asking.effect.toConfirm > 0 && (
          <p>
            <label>
              <input
                type="checkbox"
                checked={asking.confirmAgain}
                onChange={({ target }) => setAsking({ ...asking, confirmAgain: target.checked })}
              />{' '}
              {words.confirmAgain}
            </label>
          </p>
        )}
        <Field label={words.reason} hint={words.reasonHint}>
          {(described) => (
            <input {...described} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          )}
        </Field>
        <Notice problem={change.problem} />
      </Confirm>
    ),
  };
};
