import { useState } from 'react';
import { type MailPreview, mayAsk, PreviewDelivery } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';

/** A mail as it is read: its subject and its plain text, in which every fact stands. */
export const WrittenMail = ({ preview: { subject, text, language } }: { preview: MailPreview }) => {
  const words = useMailsWords('mail');
  return (
    <>
      <p className="hint">{words.contentNow}</p>
      <p lang={language}>
        {words.subject} <b>{subject}</b>
      </p>
      <div className="text" lang={language}>
        {text}
      </div>
    </>
  );
};

const Shown = ({ deliveryId }: { deliveryId: string }) => {
  const { value, problem, reload } = useAnswer(PreviewDelivery, { deliveryId });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return <WrittenMail preview={value} />;
};

/** What a mail says, for whoever may see the persons that may stand in it. */
export const MailText = ({ deliveryId }: { deliveryId: string }) => {
  const { staff } = useMeeting();
  const words = useMailsWords('mail');
  const [shown, setShown] = useState(false);
  if (!mayAsk(PreviewDelivery, staff)) return null;
  return (
    <section>
      <h3>{words.content}</h3>
      {shown ? (
        <Shown deliveryId={deliveryId} />
      ) : (
        <button type="button" className="quiet" onClick={() => setShown(true)}>
          {words.show}
        </button>
      )}
    </section>
  );
};
