import { verifyHistory } from './verify-history.command.js';

const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);
process.exitCode = await verifyHistory(process.argv.slice(2), process.env, { out, err });
