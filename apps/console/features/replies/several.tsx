import { useId, useState } from 'react';
import { ExtendInvitations, InviteAgain, WithdrawInvitations } from '#contracts';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { MomentField, nothingTyped, readMoment } from '../../kit/time/moment-field.js';
import { Assigning } from './assigning.js';
import { Became, Going } from './going.js';
import { type Done, type SeveralOf, useGoingThrough } from './going-through.js';

type DecideAct = 'extend' | 'withdraw' | 'again';
export type SeveralAct = DecideAct | 'assign';

const contracts = { extend: ExtendInvitations, withdraw: WithdrawInvitations, again: InviteAgain } as const;

type ActOf = {
  readonly act: DecideAct;
  readonly of: SeveralOf;
  readonly onClose: () => void;
  readonly onDone: (done: Done) => void;
};
/** What it will do and to how many, then it is done. */
const Acting = ({ act, of, onClose, onDone }: ActOf) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('several');
  const own = useId();
  const ids = { day: `${own}day`, time: `${own}time` };
  const [typed, setTyped] = useState({ ...nothingTyped, time: '23:59' });
  const [reason, setReason] = useState('');
  const going = useGoingThrough(contracts[act], of);
  const read = readMoment(typed, meeting.timeZone);
  const until = act === 'extend' && 'instant' in read ? read.instant : undefined;
  const said = reason.trim() !== '';
  const ready = (act !== 'extend' || until !== undefined) && (act === 'again' || said);

  return (
    <Confirm
      title={words[act]}
      act={going.isSeen ? words[act] : words.look}
      busy={going.busy}
      ready={ready && going.mayGoOn}
      onConfirm={() =>
        void going.goOn({ ...(act === 'extend' && { until }), ...(said && { reason: reason.trim() }) }, onDone)
      }
      onClose={onClose}
    >
      <p>{{ extend: words.extendWill, withdraw: words.withdrawWill, again: words.againWill }[act]}</p>
      {act === 'extend' && (
        <MomentField
          labels={{ day: words.day, time: words.time }}
          ids={ids}
          typed={typed}
          onType={(next) => {
            going.forget();
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
              going.forget();
              setReason(target.value);
            }}
          />
        )}
      </Field>
      <Going going={going} />
    </Confirm>
  );
};

type SeveralProps = { readonly of: SeveralOf; readonly acts: readonly SeveralAct[]; readonly onDone?: () => void };
/** What can be done with the invitations that were chosen. */
export const Several = ({ of, acts, onDone }: SeveralProps) => {
  const words = useRepliesWords('several');
  const [acting, setActing] = useState<SeveralAct>();
  const [done, setDone] = useState<Done>();
  const dialog = {
    of,
    onClose: () => setActing(undefined),
    onDone: (became: Done) => {
      setActing(undefined);
      setDone(became);
      onDone?.();
    },
  };
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
      {done !== undefined && <Became done={done} />}
      {acting !== undefined && (acting === 'assign' ? <Assigning {...dialog} /> : <Acting {...dialog} act={acting} />)}
    </>
  );
};
