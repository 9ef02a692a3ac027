import { setImmediate as immediate } from 'node:timers/promises';

/** Work in slices: it hands control back after each, and says how far it is. */
export type Sliced<Progress, Result> = Generator<Progress, Result, undefined>;

/** All slices one after the other, for whoever keeps nobody waiting. */
export const atOnce = <Result>(work: Sliced<unknown, Result>): Result => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};

/** Slice by slice, whatever else waits in this process has its turn in between. What `afterEach` throws ends the work. */
export const inSlices = async <Progress, Result>(
  work: Sliced<Progress, Result>,
  afterEach: (progress: Progress) => Promise<void> | void,
): Promise<Result> => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await afterEach(step.value);
    await immediate();
  }
};
