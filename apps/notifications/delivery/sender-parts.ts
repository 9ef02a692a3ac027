import { type Clock } from '#platform';
import { type MailTransport } from '../mail/mail-transport.js';
import { type BadAddresses } from './bad-addresses.js';
import { type DeliveryFacts } from './delivery-facts.js';
import { type DeliveryLedger } from './delivery-ledger.js';
import { type DeliveryStore } from './delivery.store.js';
import { type MailLane } from './mail-lane.js';
import { type MailWriter } from './mail-writer.js';

/** What is carried out of the ledger's reach: the store, the rules, the words, the wire. */
export type SenderParts = {
  readonly store: DeliveryStore;
  readonly ledger: DeliveryLedger;
  readonly writer: MailWriter;
  readonly facts: DeliveryFacts;
  readonly lane: MailLane;
  readonly badAddresses: BadAddresses;
  readonly transport: MailTransport;
  readonly clock: Clock;
};
