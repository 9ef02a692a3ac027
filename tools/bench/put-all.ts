import { Agent, request } from 'node:http';

export type Put = { readonly url: string; readonly body: string };
export type Measured = {
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const putOnce = (agent: Agent, { url, body }: Put): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'PUT', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve()
          : reject(
              new Error(`PUT was answered ${answer.statusCode}: ${Buffer.concat(chunks).toString().slice(0, 300)}`),
            ),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Sends all of them over `connections` kept connections, each the next as soon as its last is answered; any answer but 200 fails it. */
export const putAll = async (puts: readonly Put[], connections: number): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const left = puts.values();
  const begun = performance.now();
  try {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (const put of left) {
          const sent = performance.now();
          await putOnce(agent, put);
          latencies.push(performance.now() - sent);
        }
      }),
    );
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - begun) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    seconds,
    perSecond: puts.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
};
