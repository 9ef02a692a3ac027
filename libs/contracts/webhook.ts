import { z } from 'zod';
import { defineRpc } from './contract.js';
import { administrators } from './rights.js';
import { broken } from './word.js';
import { ExpectedRevision, Id, Instant, LineOrBlank, PageRequest, pageOf, StaffId } from './words.js';

/**
 * What another system can be told of. `message.send` asks it to bring a short text to somebody's mobile, by SMS or LINE; the
 * others say what happened, by ids and without any person.
 */
export const WebhookEvent = z
  .enum([
    'meeting.announced',
    'meeting.changed',
    'meeting.cancelled',
    'invitation.issued',
    'invitation.withdrawn',
    'response.recorded',
    'response.taken-back',
    'office.to-call',
    'message.send',
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

const isAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    (url?.protocol === 'https:' || url?.protocol === 'http:')
    && url.username === ''
    && url.password === ''
    && url.hash === ''
  );
};
const WebhookUrl = z.string().max(2_000).refine(isAddress, broken([], 'webhook-address'));

/** `failing`: since when nothing has arrived there. `disabled`: nothing is sent any more, because staff, its own word (410) or days of failure say so. */
export const Webhook = z
  .object({
    webhookId: Id,
    url: z.string(),
    description: z.string(),
    events: z.array(WebhookEvent),
    active: z.boolean(),
    disabled: z.object({ at: Instant, why: z.enum(['staff', 'gone', 'failing']) }).optional(),
    failingSince: Instant.optional(),
    lastError: z.string().optional(),
    deliveredAt: Instant.optional(),
    /** Until when the secret before the present one is signed with as well. */
    previousSecretUntil: Instant.optional(),
    waiting: z.int().min(0),
    failed: z.int().min(0),
    changedBy: z.string().max(64),
    revision: z.int().positive(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

/** One message to another system. Its id stays the same at each try. */
export const WebhookMessage = z
  .object({
    messageId: Id,
    type: WebhookEvent.or(z.literal('test')),
    state: z.enum(['waiting', 'delivered', 'failed']),
    at: Instant,
    attempts: z.int().min(0),
    nextTryAt: Instant.optional(),
    deliveredAt: Instant.optional(),
    status: z.int().optional(),
    error: z.string().max(300).optional(),
  })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof WebhookMessage>;

const settings = {
  url: WebhookUrl,
  description: LineOrBlank(200).default(''),
  events: z.array(WebhookEvent).min(1).max(WebhookEvent.options.length),
};
const webhookId = '5b1f0c528f574b7e9d6e2f60';
const messageId = 'f3a1b2c4d5e6f708192a3b4c';
const example: Webhook = {
  webhookId,
  url: 'https://messages.example/sala',
  description: 'ระบบส่งข้อความของกระทรวง',
  events: ['response.recorded', 'message.send'],
  active: true,
  waiting: 0,
  failed: 0,
  changedBy: 'staff-admin',
  revision: 1,
};
const exampleSettings = { url: example.url, description: example.description, events: example.events };
/** Shown once: whoever reads the webhook later does not see it. */
const withSecret = z.object({ webhook: Webhook, secret: z.string() });
const exampleSecret = { webhook: example, secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3' };

export const ListWebhooks = defineRpc({
  subject: 'rpc.notifications.v1.list-webhooks',
  http: { method: 'GET', path: '/api/v1/webhooks', opens: administrators },
  summary: 'The other systems that are told what happens, and how that goes',
  request: z.object({}),
  returns: z.object({ items: z.array(Webhook) }),
  example: { request: {}, returns: { items: [example] } },
});
export const AddWebhook = defineRpc({
  subject: 'rpc.notifications.v1.add-webhook',
  http: { method: 'POST', path: '/api/v1/webhooks', opens: administrators, staffIn: 'changedBy' },
  summary:
    'Another system is told from now on, as Standard Webhooks say; the secret that its messages are signed with is shown this once. `webhookId` is the sender’s own',
  request: z.object({ webhookId: Id, ...settings, changedBy: StaffId }),
  returns: withSecret,
  example: { request: { webhookId, ...exampleSettings, changedBy: 'staff-admin' }, returns: exampleSecret },
});
export const ChangeWebhook = defineRpc({
  subject: 'rpc.notifications.v1.change-webhook',
  http: { method: 'PUT', path: '/api/v1/webhooks/:webhookId', opens: administrators, staffIn: 'changedBy' },
  summary: 'Another address, other events, or none for a time; one that was disabled is active again',
  request: z.object({
    webhookId: Id,
    ...settings,
    active: z.boolean(),
    expectedRevision: ExpectedRevision,
    changedBy: StaffId,
  }),
  returns: Webhook,
  example: {
    request: { webhookId, ...exampleSettings, active: false, changedBy: 'staff-admin' },
    returns: { ...example, active: false, disabled: { at: '2016-11-10T02:00:00.000Z', why: 'staff' }, revision: 2 },
  },
});
export const RotateWebhookSecret = defineRpc({
  subject: 'rpc.notifications.v1.rotate-webhook-secret',
  http: { method: 'POST', path: '/api/v1/webhooks/:webhookId/secret', opens: administrators, staffIn: 'changedBy' },
  summary: 'A new secret, shown this once; for a day messages are signed with the one before it as well',
  request: z.object({ webhookId: Id, expectedRevision: ExpectedRevision, changedBy: StaffId }),
  returns: withSecret,
  example: {
    request: { webhookId, changedBy: 'staff-admin' },
    returns: {
      ...exampleSecret,
      webhook: { ...example, previousSecretUntil: '2016-11-11T02:00:00.000Z', revision: 2 },
    },
  },
});
export const RemoveWebhook = defineRpc({
  subject: 'rpc.notifications.v1.remove-webhook',
  http: { method: 'DELETE', path: '/api/v1/webhooks/:webhookId', opens: administrators, answer: 'nothing' },
  summary: 'The other system is told nothing any more; its messages are forgotten',
  request: z.object({ webhookId: Id }),
  returns: z.object({}),
  example: { request: { webhookId }, returns: {} },
});
export const TestWebhook = defineRpc({
  subject: 'rpc.notifications.v1.test-webhook',
  http: { method: 'POST', path: '/api/v1/webhooks/:webhookId/test', opens: administrators },
  summary: 'Sends a message that says nothing, to see whether it arrives. `testId` is the sender’s own',
  request: z.object({ webhookId: Id, testId: Id }),
  returns: WebhookMessage,
  example: {
    request: { webhookId, testId: messageId },
    returns: { messageId, type: 'test', state: 'waiting', at: '2016-11-10T02:00:00.000Z', attempts: 0 },
  },
});
export const ListWebhookMessages = defineRpc({
  subject: 'rpc.notifications.v1.list-webhook-messages',
  http: { method: 'GET', path: '/api/v1/webhooks/:webhookId/messages', opens: administrators },
  summary: 'A page of what was or is to be sent to another system, the newest first',
  request: z.object({ webhookId: Id, failed: z.boolean().optional() }).extend(PageRequest.shape),
  returns: pageOf(WebhookMessage),
  example: {
    request: { webhookId },
    returns: {
      items: [
        {
          messageId,
          type: 'response.recorded',
          state: 'failed',
          at: '2016-11-10T02:00:00.000Z',
          attempts: 9,
          status: 503,
          error: 'it answered 503',
        },
      ],
    },
  },
});
export const ReplayWebhookMessages = defineRpc({
  subject: 'rpc.notifications.v1.replay-webhook-messages',
  http: { method: 'POST', path: '/api/v1/webhooks/:webhookId/replay', opens: administrators },
  summary:
    'Sends again: these messages, whatever became of them, or without ids all that failed since an instant. Each keeps its id',
  request: z.object({ webhookId: Id, messageIds: z.array(Id).min(1).max(1_000).optional(), since: Instant.optional() }),
  returns: z.object({ replayed: z.int().min(0) }),
  example: { request: { webhookId, messageIds: [messageId] }, returns: { replayed: 1 } },
});
