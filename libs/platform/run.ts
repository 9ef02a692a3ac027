import { ConfigError } from './config.js';
import { type RunningService } from './boot.js';

const stopWithinMs = 15_000;
/** Exit code of a start that its configuration forbids (EX_CONFIG of sysexits): starting it again does not help. */
const configExit = 78;

/**
 * The whole of a service's `main`: starts it, tells the parent process (`{ ready: true, url }` over IPC), and stops it in
 * good order on SIGTERM, on SIGINT and when the parent is gone. A start that fails says why in plain words.
 */
export const runService = async (start: () => Promise<RunningService>): Promise<void> => {
  let running: RunningService;
  try {
    running = await start();
  } catch (error) {
    const wrongConfig = error instanceof ConfigError;
    process.stderr.write(
      `${wrongConfig ? error.message : `cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
    );
    process.exit(wrongConfig ? configExit : 1);
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      process.stderr.write(`${running.service}: did not stop within ${stopWithinMs / 1000} s\n`);
      process.exit(1);
    }, stopWithinMs).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `${running.service}: did not stop well: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  // A second signal does not cut short what the first one began.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ ready: true, url: running.url });
};
