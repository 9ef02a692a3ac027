import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  AnnounceMeeting,
  CancelMeeting,
  DeleteMeeting,
  GetResponseBoard,
  ListInvitations,
  ListMeetings,
  type Meeting,
  ReviewMeeting,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';

const madeStale = { makesStale: [ListMeetings, ReviewMeeting, ListInvitations, GetResponseBoard] };

type Step = 'announce' | 'delete' | 'cancel';

type Stepping = {
  readonly meeting: Meeting;
  readonly ready: boolean;
  readonly offices: number;
  /** Of these, those that no mail reaches. */
  readonly unreached: number;
};
/** The steps that end or begin something, each behind a question that says what will happen. */
export const Steps = ({ meeting, ready, offices, unreached }: Stepping) => {
  const words = usePrepareWords('review');
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>();
  const [reason, setReason] = useState('');
  const announce = useCommand(AnnounceMeeting, madeStale);
  const remove = useCommand(DeleteMeeting, madeStale);
  const cancel = useCommand(CancelMeeting, madeStale);
  const commands = { announce, delete: remove, cancel };
  const { id: meetingId, status } = meeting;
  const open: readonly Step[] = status === 'draft' ? ['announce', 'delete'] : status === 'announced' ? ['cancel'] : [];
  const take = async (): Promise<void> => {
    const outcome =
      step === 'announce'
        ? await announce.send({ meetingId })
        : step === 'delete'
          ? await remove.send({ meetingId })
          : await cancel.send({ meetingId, reason });
    if (hasFailed(outcome)) return;
    setStep(undefined);
    if (step === 'delete') await navigate({ to: '/meetings' });
  };
  return (
    <>
      <p className="actions">
        {open.map((each) => (
          <button
            key={each}
            type="button"
            className={each === 'announce' ? undefined : 'quiet'}
            disabled={each === 'announce' && !ready}
            onClick={() => {
              commands[each].forget();
              setStep(each);
            }}
          >
            {words.steps[each].act}
          </button>
        ))}
      </p>
      {step !== undefined && (
        <Confirm
          title={words.steps[step].act}
          act={words.steps[step].act}
          busy={commands[step].busy}
          ready={step !== 'cancel' || reason.trim() !== ''}
          onConfirm={() => void take()}
          onClose={() => setStep(undefined)}
        >
          <p>{words.steps[step].will(offices, unreached)}</p>
          {step === 'cancel' && (
            <Field label={words.reason}>
              {(described) => (
                <input
                  {...described}
                  maxLength={500}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
          )}
          <Notice problem={commands[step].problem} />
        </Confirm>
      )}
    </>
  );
};
