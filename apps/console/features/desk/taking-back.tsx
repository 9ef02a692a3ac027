import { useState } from 'react';
import {
  GetInvitation,
  GetResponseBoard,
  type Invitation,
  ListInvitations,
  type Response,
  TakeBackReply,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';

/** Takes an answer back; without a reason it stays. */
export const TakingBack = ({
  invitation,
  response,
  onTakenBack,
  onClose,
}: {
  invitation: Invitation;
  response: Response;
  onTakenBack: (now: Invitation) => void;
  onClose: () => void;
}) => {
  const words = useWords('desk');
  const { named, names } = useReader();
  const { send, busy, problem } = useCommand(TakeBackReply, {
    makesStale: [GetInvitation, ListInvitations, GetResponseBoard],
  });
  const [reason, setReason] = useState('');
  const takeBack = async () => {
    const outcome = await send({
      invitationId: invitation.id,
      responseRevision: response.revision,
      reason,
      expectedRevision: invitation.revision,
    });
    if (!hasFailed(outcome)) onTakenBack(outcome.invitation);
  };
  return (
    <Confirm
      title={words.takeBack}
      act={words.takeBack}
      busy={busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <p>
        {named(invitation.organisation.name)} · <b>{names.answers[response.answer]}</b>
      </p>
      <p>{words.takeBackWill}</p>
      <Field label={words.takeBackReason}>
        {(described) => (
          <input
            {...described}
            value={reason}
            maxLength={500}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};
