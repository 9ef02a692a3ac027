import { Injectable } from '@nestjs/common';
import { type Bilingual, type Check, type DeliveryKind } from '#contracts';
import { Clock } from '#platform';
import { type AppointmentContent } from '../delivery/delivery-content.js';
import { DeliveryLedger } from '../delivery/delivery-ledger.js';
import { ContactStore, siteContact } from '../recipient/contact.store.js';

type Notice = { readonly kind: Extract<DeliveryKind, 'appointment' | 'appointment-cancelled'>; readonly check: Check; readonly siteName: Bilingual; readonly moved?: boolean };

/** Tells sites of their checks. What a later notice overtakes is cancelled when its turn comes. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly ledger: DeliveryLedger,
    private readonly contacts: ContactStore,
    private readonly clock: Clock,
  ) {}

  async tell({ kind, check, siteName, moved = false }: Notice): Promise<void> {
    const { meetingId, siteId, appointment: ordinal, startsAt, endsAt, room } = check;
    const id = siteContact(siteId);
    const language = (await this.contacts.find([id])).get(id)?.language ?? 'th';
    const occasion: AppointmentContent['occasion'] = moved ? 'moved' : check.ordinal > 1 ? 'recheck' : 'first';
    const dueAt = this.clock.now().toISOString();
    await this.ledger.plan([{ meetingId, recipientId: siteId, kind, ordinal, language, dueAt, content: { appointment: { siteName, startsAt, endsAt, room, occasion } } }]);
  }
}
