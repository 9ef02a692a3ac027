import { z } from 'zod';
import { Answer, Bilingual, Channel, Instant } from '#contracts';

/** What a receipt confirms; names and numbers of people stay with registration. */
export const ReceiptContent = z.object({ answer: Answer, attendeeCount: z.int().min(0), channel: Channel, receivedAt: Instant });
export type ReceiptContent = z.infer<typeof ReceiptContent>;

/**
 * When and where a site's link is checked, as of the appointment that the mail is about. `occasion`: its first check, one that
 * was moved, or one after a check that failed.
 */
export const AppointmentContent = z.object({ siteName: Bilingual, startsAt: Instant, endsAt: Instant, room: z.int().min(1), occasion: z.enum(['first', 'moved', 'recheck']) });
export type AppointmentContent = z.infer<typeof AppointmentContent>;

/** What a mail says beyond meeting and recipient, frozen when it is planned. Invitations and reminders need none. */
export type DeliveryContent =
  | { readonly receipt: ReceiptContent; readonly appointment?: never }
  | { readonly appointment: AppointmentContent; readonly receipt?: never };
