// Brings in the servers that Sala needs and this machine lacks. The npm packages, the pinned Node and the build are there
// already: this is run from it. Run again, it is quick and needs no network.
import { describeFailure, createProgress, type Progress } from '../bootstrap/progress.mjs';
import { readArguments } from './arguments.js';
import { installServer } from './debian.js';

export const setUpServers = async (progress: Progress): Promise<void> => {
  await progress.step('nats-server', () => installServer('nats-server'));
  await progress.step('redis-server', () => installServer('redis-server'));
};

if (import.meta.main) {
  readArguments(
    'Usage: npm run setup\nInstalls the npm packages, the pinned Node, nats-server and redis-server, without root, and builds. Exit code 0 when all is there.',
    {},
  );
  const progress = createProgress();
  await setUpServers(progress).catch((error: unknown) => {
    progress.say(describeFailure(error));
    process.exitCode = 1;
  });
}
