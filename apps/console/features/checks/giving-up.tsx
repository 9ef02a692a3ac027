import { useState } from 'react';
import { CancelCheck, type Check, ListChecks, ListReadiness, WithdrawCheckResult } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Notice } from '../../kit/notice.js';
import { TextField } from '../../kit/form/text-field.js';

const makesStale = [ListChecks, ListReadiness];

/** Asks why before a result is taken back, or an appointment given up for the site. */
export const GivingUp = ({
  check,
  what,
  onDone,
}: {
  check: Check;
  what: 'withdraw' | 'bySite';
  onDone: () => void;
}) => {
  const words = useChecksWords('entry');
  const [said, setSaid] = useState('');
  const withdrawing = useCommand(WithdrawCheckResult, { makesStale });
  const cancelling = useCommand(CancelCheck, { makesStale });
  const at = { checkId: check.id, expectedRevision: check.revision };
  const send = async () => {
    const outcome =
      what === 'withdraw'
        ? await withdrawing.send({ ...at, reason: said })
        : await cancelling.send({ ...at, cause: 'site', ...(said.trim() !== '' && { note: said }) });
    if (!hasFailed(outcome)) onDone();
  };
  return (
    <Confirm
      title={words[`${what}Title`]}
      act={words[what]}
      busy={withdrawing.busy || cancelling.busy}
      ready={what === 'bySite' || said.trim() !== ''}
      onConfirm={() => void send()}
      onClose={onDone}
    >
      <p>{words[`${what}Will`]}</p>
      <TextField
        id="e-giving"
        label={what === 'withdraw' ? words.withdrawReason : words.bySiteNote}
        value={said}
        mistakes={[]}
        onType={setSaid}
      />
      <Notice problem={withdrawing.problem ?? cancelling.problem} />
    </Confirm>
  );
};
