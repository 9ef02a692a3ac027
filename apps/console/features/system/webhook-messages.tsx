import { useState } from 'react';
import { ListWebhookMessages, ListWebhooks, ReplayWebhookMessages, type WebhookMessage } from '#contracts';
import { usualZone } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

const everyMs = 10_000;
const shown = 100;

/** What was or is to be sent to one system, and the way to send it again. */
export const WebhookMessages = ({ webhookId }: { readonly webhookId: string }) => {
  const words = useMailsWords('webhooks');
  const { shortMoment } = useReader();
  const [failed, setFailed] = useState(false);
  const request = { webhookId, limit: shown, ...(failed && { failed }) };
  const { value, problem, reload } = useAnswer(ListWebhookMessages, request, { everyMs });
  const replay = useCommand(ReplayWebhookMessages, { makesStale: [ListWebhookMessages, ListWebhooks] });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const columns: readonly [Column<WebhookMessage>, ...Column<WebhookMessage>[]] = [
    {
      id: 'type',
      title: words.event,
      value: ({ type }) => (type === 'test' ? words.testEvent : words.eventNames[type]),
    },
    { id: 'at', title: words.at, value: ({ at }) => at, cell: ({ at }) => shortMoment(at, usualZone) },
    { id: 'state', title: words.state, value: ({ state }) => words.states[state] },
    { id: 'tries', title: words.tries, kind: 'number', value: ({ attempts }) => attempts },
    { id: 'answer', title: words.answer, value: ({ status, error }) => error ?? status },
    {
      id: 'replay',
      title: words.replay,
      cell: ({ messageId, type, state }) =>
        state === 'waiting' || type === 'message.send' ? null : (
          <button
            type="button"
            className="quiet"
            disabled={replay.busy}
            onClick={() => void replay.send({ webhookId, messageIds: [messageId] })}
          >
            {words.replay}
          </button>
        ),
    },
  ];
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={failed} onChange={({ target }) => setFailed(target.checked)} />
        {words.onlyFailed}
      </label>
      <Notice problem={replay.problem} />
      {value.items.length === 0 ? (
        <Empty>{words.noMessages}</Empty>
      ) : (
        <Table caption={words.messages} columns={columns} rows={value.items} rowId={({ messageId }) => messageId} />
      )}
    </>
  );
};
