import { rebuildBoard } from './rebuild-board.command.js';

const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);
process.exitCode = await rebuildBoard(process.argv.slice(2), process.env, {
  out,
  err,
  ...(process.stderr.isTTY && { progress: err }),
});
