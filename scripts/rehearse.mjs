// `npm run rehearse`: see test/rehearsal/command.ts.
import { runOnPinnedNode } from './on-pinned-node.mjs';

await runOnPinnedNode('dist/test/rehearsal/command.js', process.argv.slice(2));
