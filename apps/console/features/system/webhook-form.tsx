import { type FormEvent, useId, useState } from 'react';
import { AddWebhook, ListWebhooks, WebhookEvent } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';

/** Another system: where it is reached, and what it wants to know. */
export const WebhookForm = ({ onSecret }: { readonly onSecret: (secret: string) => void }) => {
  const words = useMailsWords('webhooks');
  const [typed, setTyped] = useState({ url: '', description: '' });
  const [events, setEvents] = useState<readonly WebhookEvent[]>([]);
  const [webhookId, setWebhookId] = useState(newId);
  const urlId = useId();
  const { send, busy, problem, forget } = useCommand(AddWebhook, { makesStale: [ListWebhooks] });
  const mistakes = mistakesOf(problem?.problem, (field) => (field === 'url' ? urlId : undefined));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const added = await send({ webhookId, ...typed, events: [...events] });
    if (hasFailed(added)) return;
    setTyped({ url: '', description: '' });
    setEvents([]);
    setWebhookId(newId());
    onSecret(added.secret);
  };
  const type = (name: keyof typeof typed) => ({
    value: typed[name],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => {
      forget();
      setTyped({ ...typed, [name]: target.value });
    },
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.add}</h2>
      <Field id={urlId} label={words.url} hint={words.urlHint} wrong={wrongAt(mistakes, urlId)}>
        {(described) => <input {...described} {...type('url')} type="url" maxLength={2_000} />}
      </Field>
      <Field label={words.description}>
        {(described) => <input {...described} {...type('description')} maxLength={200} />}
      </Field>
      <fieldset>
        <legend>{words.events}</legend>
        {WebhookEvent.options.map((each) => (
          <label key={each} className="check">
            <input
              type="checkbox"
              checked={events.includes(each)}
              onChange={({ target }) =>
                setEvents(target.checked ? [...events, each] : events.filter((other) => other !== each))
              }
            />
            <span>
              {words.eventNames[each]} <code>{each}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <p>
        <button disabled={busy || typed.url.trim() === '' || events.length === 0}>{words.add}</button>
      </p>
      <Notice problem={mistakes.length > 0 ? undefined : problem} />
    </form>
  );
};
