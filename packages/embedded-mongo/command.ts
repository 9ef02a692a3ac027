import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type EmbeddedMongo, startEmbeddedMongo } from './server.js';
import { checkFile, describeReport } from './storage/check-file.js';

const HELP = `Usage: node command.js (--data-dir DIR | --memory) [options]
       node command.js --check FILE [--json]

A small document server that speaks MongoDB's wire protocol, for one machine.

  --data-dir DIR    the folder that holds the file; made when absent
  --memory          keep everything in memory instead; gone at the end
  --port N          the port, 0 for a free one (default 0)
  --host ADDRESS    a loopback address (default 127.0.0.1)
  --allow-remote    allow another host; there are no accounts
  --no-fsync        do not wait for the disk: a power cut loses the last writes
  --check FILE      look through a file that no server has open (a copy, or documents.sqlite), name every
                    broken document and index, and end; nothing is changed
  --json            with --check: the report as JSON
  --help            this text

Prints 'embedded-mongo listening on ADDRESS' when it is ready. Ends on SIGINT and SIGTERM.
SIGUSR2 copies everything, while it runs, to DIR/backup-TIME.sqlite and prints that name; put into
a folder as documents.sqlite, the copy opens with --data-dir.
Exit codes: 0 ended as asked, 1 could not start or read the file, 2 wrong arguments, 3 something is broken in the file.
`;

function readArguments() {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      memory: { type: 'boolean' },
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-remote': { type: 'boolean' },
      'no-fsync': { type: 'boolean' },
      check: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  if (values.check !== undefined) {
    if (values['data-dir'] !== undefined || values.memory)
      throw new Error('--check takes a file, and no server is started: leave --data-dir and --memory out');
    return { check: values.check, json: values.json ?? false };
  }
  if (values.json) throw new Error('--json goes with --check');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be a number from 0 to 65535, not '${values.port}'`);
  if ((values['data-dir'] === undefined) !== (values.memory === true))
    throw new Error('give either --data-dir DIR or --memory');
  return {
    dataDir: values['data-dir'],
    memory: values.memory ?? false,
    port,
    host: values.host,
    allowRemote: values['allow-remote'] ?? false,
    fsync: !values['no-fsync'],
  };
}

function backupTo(server: EmbeddedMongo, dataDir: string): () => Promise<void> {
  return async () => {
    const file = join(dataDir, `backup-${new Date().toISOString().replaceAll(':', '')}.sqlite`);
    try {
      await server.backup(file);
      process.stdout.write(`embedded-mongo copied to ${file}\n`);
    } catch (error) {
      process.stderr.write(
        `embedded-mongo: no copy was made: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  };
}

function check(file: string, json: boolean): void {
  try {
    const report = checkFile(file);
    process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : `${describeReport(report)}\n`);
    process.exitCode = report.sound ? 0 : 3;
  } catch (error) {
    process.stderr.write(
      `embedded-mongo: ${file} could not be checked: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
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
  if (options.check !== undefined) return check(options.check, options.json ?? false);
  try {
    const server = await startEmbeddedMongo({
      ...options,
      log: (line) => process.stderr.write(`embedded-mongo: ${line}\n`),
    });
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
