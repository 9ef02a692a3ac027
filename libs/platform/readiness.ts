import { Injectable } from '@nestjs/common';

export type PartReport = { readonly name: string; readonly ready: boolean; readonly problem?: string };
export type ReadinessReport = { readonly ready: boolean; readonly parts: readonly PartReport[] };

/**
 * A part that the service cannot work without. `check` settles when it can be used and rejects, saying why, when not. An
 * `advisory` one is reported only: the service is ready without it.
 */
export abstract class ReadinessProbe {
  abstract readonly name: string;
  readonly advisory?: boolean;
  abstract check(): Promise<void>;
}

const limitMs = 2000;
const withinLimit = (work: Promise<void>): Promise<void> => {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
};

/** The probes of this service. A provider adds its own in its constructor. */
@Injectable()
export class Readiness {
  readonly #probes: ReadinessProbe[] = [];
  #stopping = false;

  add(probe: ReadinessProbe): void {
    this.#probes.push(probe);
  }

  /** From now on the service says that it is not ready, so that no new work is sent to it. */
  stop(): void {
    this.#stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const parts = await Promise.all(
      this.#probes.map(async (probe): Promise<PartReport> => {
        try {
          await withinLimit(probe.check());
          return { name: probe.name, ready: true };
        } catch (error) {
          return {
            name: probe.name,
            ready: probe.advisory === true,
            problem: error instanceof Error ? error.message : String(error),
          };
        }
      }),
    );
    if (this.#stopping) parts.push({ name: 'service', ready: false, problem: 'is stopping' });
    return { ready: parts.every((part) => part.ready), parts };
  }
}
