import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` so that everything in it, logs, requests, events and jobs, carries this correlation id. */
export const withCorrelation = <Result>(correlationId: string, work: () => Result): Result => storage.run(correlationId, work);

/** The correlation id of the work in hand; a new one outside of any. */
export const correlationId = (): string => storage.getStore() ?? randomUUID();
