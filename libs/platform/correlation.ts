import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` so that everything in it, logs, requests, events and jobs, carries this correlation id. */
export const withCorrelation = <Result>(correlationId: string, work: () => Result): Result =>
  storage.run(correlationId, work);

/** The correlation id of the work in hand; a new one outside of any. */
export const correlationId = (): string => storage.getStore() ?? randomUUID();

/** The correlation id of the work in hand, if there is any. */
export const currentCorrelation = (): string | undefined => storage.getStore();

/** A correlation id given from outside is taken over if it is plain, else a new one is made. */
export const correlationOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
