// Steps that a person can follow: which one runs, how long it took, and on a failure which step, why, and what to do.

/** Ends a step. `why` is what went wrong, `remedy` what the person can do about it. */
export class StepFailure extends Error {
  /**
   * @param {string} why
   * @param {string} [remedy]
   */
  constructor(why, remedy) {
    super(why);
    this.remedy = remedy;
  }
}

/** The step at which each failure happened. @type {WeakMap<Error, string>} */
const failedAt = new WeakMap();

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Prints steps as `· title …` and `✓ title (1.2 s)`. A step longer than a while says that it is still at work: on a
 * terminal by the seconds that pass, elsewhere by a line now and then. A step's work may give back a remark to print.
 * `quiet` leaves out the steps that had nothing to do: those that were over within a second.
 * @typedef {{ step: <T>(title: string, work: () => Promise<T> | T) => Promise<T>, say: (line: string) => void }} Progress
 * @param {{ out?: { isTTY?: boolean, write: (text: string) => unknown }, quiet?: boolean }} options
 * @returns {Progress}
 */
export const createProgress = ({ out = process.stderr, quiet = false } = {}) => {
  const live = out.isTTY === true;
  /** @type {Progress['step']} */
  const step = async (title, work) => {
    const from = performance.now();
    const passed = () => seconds(performance.now() - from);
    if (!quiet) out.write(live ? `· ${title} …` : `· ${title}\n`);
    const timer = setInterval(
      () => out.write(live ? `\r· ${title} … ${passed()}` : `  still at it: ${title} (${passed()})\n`),
      live ? 500 : 20_000,
    );
    const close = (/** @type {string} */ mark, /** @type {string | undefined} */ remark) => {
      clearInterval(timer);
      if (quiet && mark === '✓' && performance.now() - from < 1_000) return;
      out.write(
        `${live ? '\r\x1b[2K' : ''}${mark} ${title}${remark === undefined ? '' : `: ${remark}`} (${passed()})\n`,
      );
    };
    try {
      const remark = await work();
      close('✓', typeof remark === 'string' ? remark : undefined);
      return remark;
    } catch (error) {
      close('✗', undefined);
      if (error instanceof Error) failedAt.set(error, failedAt.get(error) ?? title);
      throw error;
    }
  };
  return { step, say: (line) => void out.write(`${line}\n`) };
};

/**
 * What a person reads when a step failed; the stack only when it is a fault of the script itself.
 * @param {unknown} error
 */
export const describeFailure = (error) => {
  if (!(error instanceof Error)) return `Failed at: the start\nWhy: ${String(error)}`;
  const step = failedAt.get(error);
  const lines = [
    `Failed at: ${step ?? 'the start'}`,
    `Why: ${error instanceof StepFailure || step !== undefined ? error.message : error.stack}`,
  ];
  if (error instanceof StepFailure && error.remedy !== undefined) lines.push(`What to do: ${error.remedy}`);
  return lines.join('\n');
};
