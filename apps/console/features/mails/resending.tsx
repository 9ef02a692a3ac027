import { useState } from 'react';
import {
  type DeliveryDetail,
  GetDelivery,
  GetMailAttention,
  ListDeliveries,
  mayAsk,
  ResendDelivery,
  SummariseDeliveries,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';

/** What was read of mails and is old once something was done to one. */
export const ofMails = [GetDelivery, GetMailAttention, ListDeliveries, SummariseDeliveries];

/** Sends a mail once more, where it stands still, also to another address. */
export const Resending = ({ mail: { id, revision, mayResend } }: { mail: DeliveryDetail }) => {
  const { staff } = useMeeting();
  const words = useMailsWords('mail');
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const [to, setTo] = useState('');
  const { send, busy, problem, forget } = useCommand(ResendDelivery, { makesStale: ofMails });
  const resend = async () => {
    const address = to.trim();
    const request = { deliveryId: id, expectedRevision: revision, ...(address !== '' && { to: address }) };
    if (hasFailed(await send(request))) return;
    setAsking(false);
    setDone(true);
  };
  if (!mayAsk(ResendDelivery, staff)) return null;
  return (
    <p>
      {mayResend && (
        <button
          type="button"
          onClick={() => {
            forget();
            setAsking(true);
          }}
        >
          {words.resend}
        </button>
      )}
      {done && <output className="done">{words.resent}</output>}
      {asking && (
        <Confirm
          title={words.resend}
          act={words.resend}
          busy={busy}
          onConfirm={() => void resend()}
          onClose={() => setAsking(false)}
        >
          <p>{words.resendWill}</p>
          <Field label={words.resendTo}>
            {(described) => (
              <input
                {...described}
                type="email"
                maxLength={320}
                value={to}
                onChange={({ target }) => setTo(target.value)}
              />
            )}
          </Field>
          <Notice problem={problem} />
        </Confirm>
      )}
    </p>
  );
};
