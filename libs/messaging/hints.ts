import { Injectable, Logger } from '@nestjs/common';
import { type z } from 'zod';
import { correlationHeaders } from './correlation-header.js';
import { NatsLink } from './nats-link.js';

/** Hints on plain NATS: every listener that is there now gets them, nothing is kept. Whoever misses one reads later. */
@Injectable()
export class Hints {
  readonly #logger = new Logger(Hints.name);

  constructor(private readonly link: NatsLink) {}

  publish(subject: string, data: unknown): void {
    if (!this.link.nc.isClosed())
      this.link.nc.publish(subject, JSON.stringify(data), { headers: correlationHeaders() });
  }

  /** Calls the handler for each hint that the schema knows; gives back how to stop. */
  on<Schema extends z.ZodType>(subject: string, schema: Schema, handler: (data: z.output<Schema>) => void): () => void {
    const hints = this.link.nc.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return this.#logger.warn(error);
        try {
          handler(schema.parse(message.json()));
        } catch {
          this.#logger.warn(`a hint on ${subject} was not understood and is passed over`);
        }
      },
    });
    return () => hints.unsubscribe();
  }
}
