import { ListDeliveries, ResolveUnknownDelivery } from '#contracts';
import { type MailSink } from '#testing';
import { type ApiClient } from './api-client.js';

/**
 * What staff do about mails of which Sala cannot know whether the mail server took them, since the sender was killed
 * meanwhile: they look whether the mail arrived, and say so or have it sent again.
 * @returns how many were decided on
 */
export const decideUnknownDeliveries = async (staff: ApiClient, sink: MailSink, meetingId: string): Promise<number> => {
  const { items } = await staff.send(ListDeliveries, { meetingId, state: 'unknown', limit: 1000 });
  const arrived = new Set(sink.messages.map(({ parsed }) => String(parsed.headers.get('x-sala-delivery'))));
  for (const { id } of items) {
    await staff.send(ResolveUnknownDelivery, { deliveryId: id, decision: arrived.has(id) ? 'accepted' : 'send-again' });
  }
  return items.length;
};
