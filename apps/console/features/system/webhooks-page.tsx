import { useState } from 'react';
import {
  ChangeWebhook,
  ListWebhookMessages,
  ListWebhooks,
  RemoveWebhook,
  ReplayWebhookMessages,
  RotateWebhookSecret,
  TestWebhook,
  type Webhook,
} from '#contracts';
import { usualZone } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm, Dialog } from '../../kit/dialog.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { newId } from '../../kit/new-id.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { WebhookForm } from './webhook-form.js';
import { WebhookMessages } from './webhook-messages.js';
import '../../kit/one-mail.css';

const everyMs = 10_000;
const makesStale = [ListWebhooks, ListWebhookMessages];

/** How it goes: since when it fails, why nothing is sent any more, until when the secret before holds. */
const Standing = ({ webhook }: { readonly webhook: Webhook }) => {
  const words = useMailsWords('webhooks');
  const { moment } = useReader();
  const { disabled, failingSince, lastError, deliveredAt, previousSecretUntil, waiting, failed } = webhook;
  const at = (instant: string) => moment(instant, usualZone);
  return (
    <>
      {disabled !== undefined && (
        <p className="notice" role="alert">
          {words.disabled[disabled.why](at(disabled.at))}
        </p>
      )}
      {disabled === undefined && failingSince !== undefined && (
        <p className="notice" role="alert">
          {words.failing(at(failingSince))} {lastError}
        </p>
      )}
      <ul>
        <li>{words.counts(waiting, failed)}</li>
        <li>{deliveredAt === undefined ? words.neverDelivered : words.delivered(at(deliveredAt))}</li>
        {previousSecretUntil !== undefined && <li>{words.previous(at(previousSecretUntil))}</li>}
      </ul>
    </>
  );
};

const One = ({ webhook, onSecret }: { readonly webhook: Webhook; readonly onSecret: (secret: string) => void }) => {
  const words = useMailsWords('webhooks');
  const [shown, setShown] = useState(false);
  const [act, setAct] = useState<'rotate' | 'remove'>();
  const test = useCommand(TestWebhook, { makesStale });
  const change = useCommand(ChangeWebhook, { makesStale });
  const rotate = useCommand(RotateWebhookSecret, { makesStale });
  const remove = useCommand(RemoveWebhook, { makesStale });
  const replay = useCommand(ReplayWebhookMessages, { makesStale });
  const { webhookId, url, description, events, active, failed, revision } = webhook;
  const busy = test.busy || change.busy || replay.busy;
  const confirm = async () => {
    if (act === 'rotate') {
      const made = await rotate.send({ webhookId, expectedRevision: revision });
      if (hasFailed(made)) return;
      onSecret(made.secret);
    } else if (hasFailed(await remove.send({ webhookId }))) return;
    setAct(undefined);
  };
  return (
    <article className="one-mail" aria-label={url}>
      <h2>{description === '' ? url : description}</h2>
      {description !== '' && (
        <p>
          <code>{url}</code>
        </p>
      )}
      <p>{events.map((each) => words.eventNames[each]).join(' · ')}</p>
      <Standing webhook={webhook} />
      <div className="actions">
        <button type="button" disabled={busy || !active} onClick={() => void test.send({ webhookId, testId: newId() })}>
          {words.test}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={busy}
          onClick={() =>
            void change.send({ webhookId, url, description, events, active: !active, expectedRevision: revision })
          }
        >
          {active ? words.stop : words.start}
        </button>
        {failed > 0 && (
          <button
            type="button"
            className="quiet"
            disabled={busy || !active}
            onClick={() => void replay.send({ webhookId })}
          >
            {words.replayAll(failed)}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => setAct('rotate')}>
          {words.rotate}
        </button>
        <button type="button" className="quiet" onClick={() => setAct('remove')}>
          {words.remove}
        </button>
        <button type="button" className="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? words.hideMessages : words.showMessages}
        </button>
      </div>
      <Notice problem={test.problem ?? change.problem ?? replay.problem} />
      {shown && <WebhookMessages webhookId={webhookId} />}
      {act !== undefined && (
        <Confirm
          title={words[act]}
          act={words[act]}
          busy={rotate.busy || remove.busy}
          onConfirm={() => void confirm()}
          onClose={() => setAct(undefined)}
        >
          <p>{act === 'rotate' ? words.rotateWill : words.removeWill}</p>
          <Notice problem={rotate.problem ?? remove.problem} />
        </Confirm>
      )}
    </article>
  );
};

/** Other systems that are told what happens, by signed messages; administrators add them and see how that goes. */
export const WebhooksPage = () => {
  const words = useMailsWords('webhooks');
  const [secret, setSecret] = useState<string>();
  const { value, problem, reload } = useAnswer(ListWebhooks, {}, { everyMs });
  return (
    <>
      <p>{words.intro}</p>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      {value?.items.map((webhook) => (
        <One key={webhook.webhookId} webhook={webhook} onSecret={setSecret} />
      ))}
      <WebhookForm onSecret={setSecret} />
      {secret !== undefined && (
        <Dialog title={words.secret} onClose={() => setSecret(undefined)}>
          <p>{words.secretHint}</p>
          <p className="one-mail">
            <code>{secret}</code>
          </p>
          <div className="actions">
            <button type="button" onClick={() => setSecret(undefined)}>
              {words.noted}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
};
