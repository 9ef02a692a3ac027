import { type LoggerService } from '@nestjs/common';

/** Says once that something is wrong, again only when it is wrong in another way, and once that it is over. */
export class Trouble {
  #known: string | undefined;

  constructor(
    private readonly logger: Pick<LoggerService, 'warn' | 'log'>,
    private readonly what: string,
  ) {}

  is(reason: string): void {
    if (this.#known === reason) return;
    this.#known = reason;
    this.logger.warn(`${this.what} waits: ${reason}`);
  }

  isOver(): void {
    if (this.#known === undefined) return;
    this.#known = undefined;
    this.logger.log(`${this.what} goes on`);
  }
}
