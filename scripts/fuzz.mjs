// `npm run fuzz`: see test/fuzz/command.ts.
import { runOnPinnedNode } from './on-pinned-node.mjs';

await runOnPinnedNode('dist/test/fuzz/command.js', process.argv.slice(2));
