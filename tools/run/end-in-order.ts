import { describeFailure, type Progress } from '../bootstrap/progress.mjs';
import { endWithParent } from './end-with-parent.js';

/** How a program that runs until it is told to end does so: whatever the reason, once, and in its order. */
export type Ending = {
  /** Done at the end before all that was named before it. */
  readonly first: (work: () => Promise<void> | void) => void;
  /** Done at the end after all that was named before it. */
  readonly last: (work: () => Promise<void> | void) => void;
  /** Done again and again until the end. */
  readonly every: (ms: number, work: () => void) => void;
  /** Ends with 1, and says why unless it is ending already. */
  readonly because: (error: unknown) => Promise<void>;
};

/** Ends this process on signals, on what nobody foresaw, and when what started it has gone. */
export const endInOrder = (progress: Progress): Ending => {
  const works: (() => Promise<void> | void)[] = [];
  const timers: NodeJS.Timeout[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> =>
    (ending ??= (async () => {
      timers.forEach((timer) => clearInterval(timer));
      for (const work of works) await work();
      progress.say('Ended.');
      process.exit(code);
    })());
  const because = async (error: unknown): Promise<void> => {
    if (ending === undefined) progress.say(describeFailure(error));
    await end(1);
  };

  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interrupted && signal === 'SIGINT') process.exit(130);
      interrupted = true;
      void end(0);
    });
  }
  endWithParent();
  // Nobody reads on, or the terminal has gone: what runs is not concerned.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => {});
  // What nobody foresaw ends all in its order, not by the sudden end of this process.
  for (const unforeseen of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(unforeseen, (error: unknown) => void because(error instanceof Error ? error : new Error(String(error))));
  }
  return {
    first: (work) => void works.unshift(work),
    last: (work) => void works.push(work),
    every: (ms, work) => void timers.push(setInterval(work, ms)),
    because,
  };
};
