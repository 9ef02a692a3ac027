import { Injectable } from '@nestjs/common';
import { Readiness } from '#platform';
import { Continuity } from './continuity.js';
import { NatsLink } from './nats-link.js';

/** The service is ready when NATS answers and JetStream has the stream and the consumers that it needs. */
@Injectable()
export class MessagingProbes {
  constructor(readiness: Readiness, link: NatsLink, continuity: Continuity) {
    readiness.add({ name: 'nats', check: () => link.check() });
    readiness.add({
      name: 'events',
      check: async () => {
        await link.check();
        await continuity.assure();
      },
    });
  }
}
