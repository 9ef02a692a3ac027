import { type Meeting } from '#contracts';
import { type Delivery } from '../ledger/ledger.module.js';

const earlier = (one: string, other: string): string => (one < other ? one : other);

/**
 * Until when a mail is of use, as things stand: an invitation until the reply deadline (one that was due after it, until the
 * meeting), a reminder until the deadline, an appointment or its cancellation until the appointment, all others until the
 * meeting begins. For so long a mail is tried again.
 */
export const usefulUntil = ({ kind, dueAt, plannedFor = dueAt, content }: Pick<Delivery, 'kind' | 'dueAt' | 'plannedFor' | 'content'>, { replyBy, startsAt }: Pick<Meeting, 'replyBy' | 'startsAt'>): string => {
  switch (kind) {
    case 'invitation':
      return plannedFor <= replyBy ? earlier(replyBy, startsAt) : startsAt;
    case 'reminder':
    case 'deadline-moved':
      return earlier(replyBy, startsAt);
    case 'appointment':
    case 'appointment-cancelled':
      return content?.appointment?.startsAt ?? startsAt;
    default:
      return startsAt;
  }
};
