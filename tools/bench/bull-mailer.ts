// What most would write: a Bull queue, a worker, nodemailer pooled, and nothing that knows what was sent. POST / with { count }
// puts so many into the queue; the worker takes each, makes its mail and sends it.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import Bull from 'bull';
import { createTransport } from 'nodemailer';
import { pooled, sampleMail, sender } from './sample-mail.js';

const transport = createTransport(pooled(), { from: sender });
const queue = new Bull<{ readonly index: number }>('bench-plain', process.env.REDIS_URL ?? '', {
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 3 },
});
const batch = 1_000;
/** Enough that no connection waits for a job. */
const atOnce = 4 * Number(process.env.CONNECTIONS);

void queue.process(atOnce, async ({ data: { index } }) => void (await transport.sendMail(await sampleMail(index))));

createServer((request, response) => {
  void (async () => {
    if (request.method === 'GET') return response.end('{}');
    const { count } = (await json(request)) as { count: number };
    for (let start = 0; start < count; start += batch)
      await queue.addBulk(
        Array.from({ length: Math.min(batch, count - start) }, (_, index) => ({ data: { index: start + index } })),
      );
    response.end('{}');
  })();
}).listen(Number(process.env.PORT), '127.0.0.1');
