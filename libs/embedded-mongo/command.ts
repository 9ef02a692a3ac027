import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EmbeddedMongo, startEmbeddedMongo } from './server.js';

const HELP = `Usage: node command.js (--data-dir DIR | --memory) [options]

A small document server that speaks MongoDB's wire protocol, for one machine.

  --data-dir DIR    the folder that holds the file; made when absent
  --memory          keep everything in memory instead; gone at the end
  --port N          the port, 0 for a free one (default 0)
  --host ADDRESS    a loopback address (default 127.0.0.1)
  --allow-remote    allow another host; there are no accounts
  --no-fsync        do not wait for the disk: a power cut loses the last writes
  --help            this text

Prints 'embedded-mongo listening on ADDRESS' when it is ready. Ends on SIGINT and SIGTERM.
SIGUSR2 copies everything, while it runs, to DIR/backup-TIME.sqlite and prints that name; put into
a folder as documents.sqlite, the copy opens with --data-dir.
Exit codes: 0 ended as asked, 1 could not start, 2 wrong arguments.
`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' }, memory: { type: 'boolean' }, port: { type: 'string', default: '0' }, host: { type: 'string', default: '127.0.0.1' },
      'allow-remote': { type: 'boolean' }, 'no-fsync': { type: 'boolean' }, help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port must be a number from 0 to 65535, not '${values.port}'`);
  if ((values['data-dir'] === undefined) !== (values.memory === true)) throw new Error('give either --data-dir DIR or --memory');
  return { dataDir: values['data-dir'], memory: values.memory ?? false, port, host: values.host, allowRemote: values['allow-remote'] ?? false, fsync: !values['no-fsync'] };
}

function backupTo(server: EmbeddedMongo, dataDir: string): () => Promise<void> {
  return async () => {
    const file = join(dataDir, `backup-${new Date().toISOString().replaceAll(':', '')}.sqlite`);
    try {
      await server.backup(file);
      process.stdout.write(`embedded-mongo copied to ${file}\n`);
    } catch (error) {
      process.stderr.write(`embedded-mongo: no copy was made: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
}

async function main(): Promise<void> {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  try {
    const server = await startEmbeddedMongo({ ...options, log: (line) => process.stderr.write(`embedded-mongo: ${line}\n`) });
    const address = new URL(server.url);
    process.stdout.write(`embedded-mongo listening on mongodb://${address.host}\n`);
    const backup = options.dataDir === undefined ? undefined : backupTo(server, options.dataDir);
    if (backup) process.on('SIGUSR2', () => void backup());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  } catch (error) {
    process.stderr.write(`embedded-mongo could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

await main();
