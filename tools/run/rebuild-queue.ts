// Has the queue of mails made anew from the database.
import { RebuildMailQueue } from '#contracts';
import { readArguments } from './arguments.js';
import { withNats } from './nats.js';

const help = `Usage: npm run rebuild-queue -- [--json] [--nats URL]
Has a running Sala empty its queue of mails and fill it anew from the database, which is the truth about them. It does so by
itself when the queue comes back empty; this is for a queue that holds what it should not. No mail is lost or sent twice by it.
  --json       prints { "queued": N } and nothing else
  --nats URL   the NATS server, else NATS_URL, else that of npm start's usual port
Exit code 0 when it is done, 1 when it is not, 2 when the arguments are wrong.`;

const { json = false, nats } = readArguments(help, { json: { type: 'boolean' }, nats: { type: 'string' } });
try {
  await withNats(nats, async (rpc) => {
    const { queued } = await rpc.call(RebuildMailQueue, {}, { timeoutMs: 60_000 });
    console.log(json ? JSON.stringify({ queued }) : `The queue is made anew; ${queued} mails had been in it.`);
  });
} catch (error) {
  console.error(`The queue was not made anew: ${error instanceof Error ? error.message : String(error)}`);
  // A connection that is still being tried would keep the process.
  process.exit(1);
}
