import { type FormEvent, useState } from 'react';
import { AnswerInboxMail, type InboxMailWhole, ListDeliveries } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { ofMail } from './office-choice.js';

/** An answer by e-mail. However often it is pressed, it goes once. */
export const Answering = ({ mail }: { mail: InboxMailWhole }) => {
  const words = useInboxWords('mail');
  const [answerId] = useState(newId);
  const [asked, setAsked] = useState(false);
  const [text, setText] = useState('');
  const { send, busy, problem } = useCommand(AnswerInboxMail, { makesStale: [...ofMail, ListDeliveries] });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    if (!hasFailed(await send({ mailId: mail.id, answerId, text }))) setAsked(false);
  };
  if (!asked)
    return (
      <button type="button" className="quiet" onClick={() => setAsked(true)}>
        {words.answer}
      </button>
    );
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label={words.answerText} hint={words.answerHint(mail.from?.address ?? '')}>
        {(described) => (
          <textarea
            {...described}
            rows={8}
            maxLength={5000}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
      <button disabled={busy}>{words.send}</button>
    </form>
  );
};
