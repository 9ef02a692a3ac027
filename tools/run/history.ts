// Verifies the history of a meeting in the database that MONGODB_URL names, else in that of npm start's usual port.
import { verifyHistory } from '../../apps/registration/verify-history.command.js';
import { defaultPorts } from './parts.js';

const { MONGODB_URL: url = '', SALA_MONGO_PORT: port = String(defaultPorts.mongo) } = process.env;
const env = { ...process.env, MONGODB_URL: url === '' ? `mongodb://127.0.0.1:${port}/?directConnection=true` : url };
const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);
process.exitCode = await verifyHistory(process.argv.slice(2), env, { out, err });
