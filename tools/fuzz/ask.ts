import { Agent, request } from 'node:http';
import { type FuzzRequest } from './requests.js';
import { type Answer } from './verdict.js';

export const longestMs = 10_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends a request as it stands. A stream counts as answered with its headers, and is left. */
export const ask = (
  origin: string,
  { method, path, headers, body }: FuzzRequest,
  cookie: string | undefined,
): Promise<Answer | 'hang' | Error> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const all = {
      ...headers,
      ...(cookie !== undefined && headers['cookie'] === undefined && { cookie }),
      ...(body && { 'content-length': String(body.length) }),
    };
    try {
      const sent = request(
        { hostname, port, method, path, headers: all, agent, maxHeaderSize: 64 * 1024 },
        (answer) => {
          const done = (text: string) => {
            clearTimeout(timer);
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text });
          };
          if (String(answer.headers['content-type'] ?? '').startsWith('text/event-stream')) {
            done('');
            return void sent.destroy();
          }
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => done(Buffer.concat(parts).toString('utf8')));
          answer.on('error', () => done(Buffer.concat(parts).toString('utf8')));
        },
      );
      const timer = setTimeout(() => {
        resolve('hang');
        sent.destroy();
      }, longestMs);
      sent.on('error', (error) => {
        clearTimeout(timer);
        resolve(error);
      });
      sent.end(body);
    } catch (error) {
      resolve(error instanceof Error ? error : new Error(String(error)));
    }
  });

export const closeConnections = (): void => agent.destroy();
