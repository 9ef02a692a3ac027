// A mail server that takes every mail, drops it and counts; over HTTP it tells how many of a kind there were, and when the last came.
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';

const seen = { count: 0, lastAt: 0 };
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    stream.on('end', () => {
      seen.count += 1;
      seen.lastAt = Date.now();
      done();
    });
    stream.resume();
  },
});
smtp.on('error', () => {});
smtp.listen(Number(process.env.SMTP_PORT), '127.0.0.1');
createServer((_request, response) => response.end(JSON.stringify(seen))).listen(Number(process.env.PORT), '127.0.0.1');
