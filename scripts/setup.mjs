// Brings in what Sala needs and this machine lacks. Needs Node 20 or newer and npm, nothing else. Run again, it is quick
// and needs no network.
import { pathToFileURL } from 'node:url';
import { readArguments } from './arguments.mjs';
import { installServer } from './debian.mjs';
import { installPackages, installPinnedNode } from './node-packages.mjs';
import { createProgress, describeFailure, StepFailure } from './progress.mjs';

const oldestNode = 20;

export const setUp = async (progress) => {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new StepFailure(`this is Node ${process.versions.node}`, `Install Node ${oldestNode} or newer.`);
  }
  await progress.step('npm packages', installPackages);
  await progress.step('pinned Node', installPinnedNode);
  await progress.step('nats-server', () => installServer('nats-server'));
  await progress.step('redis-server', () => installServer('redis-server'));
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  readArguments('Usage: node scripts/setup.mjs\nInstalls the npm packages, the pinned Node, nats-server and redis-server, without root. Exit code 0 when all is there.', {});
  const progress = createProgress();
  await setUp(progress).catch((error) => {
    progress.say(describeFailure(error));
    process.exitCode = 1;
  });
}
