import { useId, useState } from 'react';
import {
  ExtendInvitations,
  GetInvitation,
  GetResponseBoard,
  type HttpAsk,
  InviteAgain,
  ListHistory,
  ListInvitations,
  WithdrawInvitations,
} from '#contracts';
import { ask, type ApiProblem, type Asked, problemFrom } from '../../kit/data/ask.js';
import { keyOf } from '../../kit/data/use-answer.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { MomentField, nothingTyped, readMoment } from '../../kit/time/moment-field.js';
import { useQueryClient } from '@tanstack/react-query';

export type SeveralAct = 'extend' | 'withdraw' | 'again';
/** Which invitations: by name, or all that a list with this filter shows. */
export type SeveralOf = Pick<HttpAsk<typeof InviteAgain>, 'invitationIds' | 'filter'>;
type Count = { readonly changed: number; readonly left: number };

const contracts = { extend: ExtendInvitations, withdraw: WithdrawInvitations, again: InviteAgain } as const;
const stale = [ListInvitations, GetInvitation, GetResponseBoard, ListHistory];

const mostNamed = 1000;
/** As many requests as it takes to name them all. */
const inParts = ({ invitationIds, filter }: SeveralOf): SeveralOf[] =>
  invitationIds === undefined
    ? [{ filter }]
    : Array.from({ length: Math.ceil(invitationIds.length / mostNamed) }, (_, part) => ({
        invitationIds: invitationIds.slice(part * mostNamed, (part + 1) * mostNamed),
      }));

/** All of it, a thousand at a time; what was stopped is asked again and does the rest. */
const goThrough = async (
  parts: readonly SeveralOf[],
  send: (part: SeveralOf, after: string | undefined) => Promise<Count & { readonly next?: string | undefined }>,
  onStep: (sum: Count) => void,
): Promise<Count> => {
  let sum: Count = { changed: 0, left: 0 };
  for (const part of parts)
    for (let after: string | undefined, more = true; more;) {
      const { changed, left, next } = await send(part, after);
      sum = { changed: sum.changed + changed, left: sum.left + left };
      onStep(sum);
      after = next;
      more = next !== undefined;
    }
  return sum;
};

type ActOf = {
  readonly act: SeveralAct;
  readonly of: SeveralOf;
  readonly onClose: () => void;
  readonly onDone: (changed: number) => void;
};
/** What it will do and to how many, then it is done. */
const Acting = ({ act, of, onClose, onDone }: ActOf) => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = useRepliesWords('several');
  const client = useQueryClient();
  const own = useId();
  const ids = { day: `${own}day`, time: `${own}time` };
  const [typed, setTyped] = useState({ ...nothingTyped, time: '23:59' });
  const [reason, setReason] = useState('');
  const [count, setCount] = useState<Count>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const read = readMoment(typed, meeting.timeZone);
  const until = act === 'extend' && 'instant' in read ? read.instant : undefined;
  const said = reason.trim() !== '';
  const ready = (act !== 'extend' || until !== undefined) && (act === 'again' || said);

  const send = async (preview: boolean): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const request = {
      meetingId: meeting.id,
      preview,
      ...(act === 'extend' && { until }),
      ...(said && { reason: reason.trim() }),
    };
    try {
      const sum = await goThrough(
        inParts(of),
        async (part, after) => {
          const asked: unknown = { ...request, ...part, ...(after !== undefined && { after }) };
          return (await ask(language, contracts[act] as Asked, asked as HttpAsk<Asked>)) as Count & {
            readonly next?: string;
          };
        },
        setCount,
      );
      if (!preview) onDone(sum.changed);
    } catch (error) {
      setCount(undefined);
      setProblem(problemFrom(language, error));
    } finally {
      setBusy(false);
      if (!preview) for (const each of stale) void client.invalidateQueries({ queryKey: keyOf(each) });
    }
  };
  const previewed = count !== undefined && !busy;
  const forget = () => setCount(undefined);
  return (
    <Confirm
      title={words[act]}
      act={previewed ? words[act] : words.look}
      busy={busy}
      ready={ready && (!previewed || count.changed > 0)}
      onConfirm={() => void send(!previewed)}
      onClose={onClose}
    >
      <p>{{ extend: words.extendWill, withdraw: words.withdrawWill, again: words.againWill }[act]}</p>
      {act === 'extend' && (
        <MomentField
          labels={{ day: words.day, time: words.time }}
          ids={ids}
          typed={typed}
          onType={(next) => {
            forget();
            setTyped(next);
          }}
          timeZone={meeting.timeZone}
          near={meeting.replyBy}
          mistakes={[]}
        />
      )}
      <Field label={words.reason}>
        {(described) => (
          <input
            {...described}
            value={reason}
            maxLength={500}
            onChange={({ target }) => {
              forget();
              setReason(target.value);
            }}
          />
        )}
      </Field>
      <p role="status">
        {busy
          ? count === undefined
            ? words.counting
            : words.progress(count.changed + count.left)
          : count !== undefined && words.would(count.changed)}
        {previewed && count.left > 0 && ` · ${words.wouldLeave(count.left)}`}
      </p>
      <Notice problem={problem} />
    </Confirm>
  );
};

type SeveralProps = { readonly of: SeveralOf; readonly acts: readonly SeveralAct[]; readonly onDone?: () => void };
/** What can be done with the invitations that were chosen. */
export const Several = ({ of, acts, onDone }: SeveralProps) => {
  const words = useRepliesWords('several');
  const [acting, setActing] = useState<SeveralAct>();
  const [done, setDone] = useState<number>();
  return (
    <>
      <div className="actions">
        {acts.map((act) => (
          <button
            key={act}
            type="button"
            className="quiet"
            onClick={() => {
              setDone(undefined);
              setActing(act);
            }}
          >
            {words[act]}
          </button>
        ))}
      </div>
      {done !== undefined && <p role="status">{words.done(done)}</p>}
      {acting !== undefined && (
        <Acting
          act={acting}
          of={of}
          onClose={() => setActing(undefined)}
          onDone={(changed) => {
            setActing(undefined);
            setDone(changed);
            onDone?.();
          }}
        />
      )}
    </>
  );
};
