import { useState } from 'react';
import { type DeliveryDetail, mayAsk, ResolveUnknownDelivery } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { ofMails } from './resending.js';

/** Of a mail of which nobody knows whether it was taken, somebody says what is so. */
export const Deciding = ({ mail: { id, mayDecide } }: { mail: DeliveryDetail }) => {
  const { staff } = useMeeting();
  const words = useMailsWords('mail');
  const [done, setDone] = useState(false);
  const { send, busy, problem } = useCommand(ResolveUnknownDelivery, { makesStale: ofMails });
  const decide = async (decision: 'accepted' | 'send-again') => {
    if (!hasFailed(await send({ deliveryId: id, decision }))) setDone(true);
  };
  if (!mayAsk(ResolveUnknownDelivery, staff)) return null;
  return (
    <>
      {done && <output className="done">{words.decided}</output>}
      {mayDecide && (
        <section>
          <h3>{words.decide}</h3>
          <p>{words.decideWill}</p>
          <div className="actions">
            <button type="button" disabled={busy} onClick={() => void decide('accepted')}>
              {words.arrived}
            </button>
            <button type="button" className="quiet" disabled={busy} onClick={() => void decide('send-again')}>
              {words.sendAgain}
            </button>
          </div>
        </section>
      )}
      <Notice problem={problem} />
    </>
  );
};
