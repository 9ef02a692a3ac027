// Nodemailer alone, pooled, with mails that are ready. POST / with { count } sends so many and tells the seconds.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { pooled, sampleMail, sender } from './sample-mail.js';

const transport = createTransport(pooled(), { from: sender });
/** So many are ready at a time; to make them counts for nothing. */
const batch = 2_000;

const send = async (count: number): Promise<number> => {
  let seconds = 0;
  for (let start = 0; start < count; start += batch) {
    const some = Array.from({ length: Math.min(batch, count - start) }, (_, index) => sampleMail(start + index));
    const mails = await Promise.all(some);
    const begun = performance.now();
    await Promise.all(mails.map((each) => transport.sendMail(each)));
    seconds += (performance.now() - begun) / 1000;
  }
  return seconds;
};

createServer((request, response) => {
  void (async () => {
    if (request.method === 'GET') return response.end('{}');
    const { count } = (await json(request)) as { count: number };
    response.end(JSON.stringify({ seconds: await send(count) }));
  })();
}).listen(Number(process.env.PORT), '127.0.0.1');
