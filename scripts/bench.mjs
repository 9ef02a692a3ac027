// `npm run bench`: see test/bench/command.ts.
import { runOnPinnedNode } from './on-pinned-node.mjs';

await runOnPinnedNode('dist/test/bench/command.js', process.argv.slice(2));
