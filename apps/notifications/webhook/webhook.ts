import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { type WebhookEvent } from '#contracts';

export type Secret = { readonly key: string; readonly until?: string };
/** Another system that is told what happens. The first of its secrets is the present one. Instants are real time: nobody outside lives by the meeting clock. */
export type WebhookState = {
  readonly webhookId: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
  readonly secrets: readonly Secret[];
  readonly disabled?: { readonly at: string; readonly why: 'staff' | 'gone' | 'failing' };
  readonly failingSince?: string;
  readonly lastError?: string;
  readonly deliveredAt?: string;
  readonly changedBy: string;
  readonly revision: number;
};

const secretBytes = 24;
export const newSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64')}`;

const rotatedForMs = 24 * 3_600_000;
/** The new secret, and the one before it for a day; one from before that signs nothing any more. */
export const rotated = ([present]: readonly Secret[], key: string, now: Date): readonly Secret[] => [
  { key },
  ...(present === undefined ? [] : [{ key: present.key, until: new Date(now.getTime() + rotatedForMs).toISOString() }]),
];

/** Whether what is sent can be signed: the present secret may have been sealed with a key that nobody has any more. */
export const isSigned = ({ secrets }: Pick<WebhookState, 'secrets'>): boolean =>
  secrets.some(({ until }) => until === undefined);

/** The headers of Standard Webhooks: signed with each secret that is valid, so that the other side may change over when it likes. */
export const signedHeaders = (
  { secrets }: Pick<WebhookState, 'secrets'>,
  messageId: string,
  body: string,
  now: Date,
): Readonly<Record<string, string>> => {
  const valid = secrets.filter(({ until }) => until === undefined || until > now.toISOString());
  return {
    'content-type': 'application/json',
    'user-agent': 'Sala',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': valid.map(({ key }) => new Signer(key).sign(messageId, now, body)).join(' '),
  };
};

/** The next try of a message that was tried so often; nothing once that was the last. */
export const nextTry = (
  attempts: number,
  retriesMs: readonly number[],
  now: Date,
  atLeastMs = 0,
): string | undefined => {
  const wait = retriesMs[attempts - 1];
  return wait === undefined ? undefined : new Date(now.getTime() + Math.max(wait, atLeastMs)).toISOString();
};

/** Whether nothing has arrived for so long that nothing more is sent. */
export const isGivenUp = (failingSince: string, now: Date, patienceMs: number): boolean =>
  now.getTime() - Date.parse(failingSince) >= patienceMs;
