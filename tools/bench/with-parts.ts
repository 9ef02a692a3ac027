import { rm } from 'node:fs/promises';
import { NatsLink, RpcClient } from '#messaging';
import { type Child, type Part, startChild } from '#processes';
import { freePort, temporaryFolder } from '#testing';
import { defaultPorts, salaParts } from '../run/parts.js';

export type BenchParts = {
  readonly ports: typeof defaultPorts;
  readonly link: NatsLink;
  readonly rpc: RpcClient;
  /** Of those that were started, by name. */
  readonly children: ReadonlyMap<string, Child>;
  /** Starts one more beside them. */
  readonly start: (part: Part) => Promise<void>;
};

/** Parts of Sala as processes of their own on free ports, with data that is gone afterwards. */
export const withParts = async <Result>(
  wanted: readonly string[],
  env: Record<string, string>,
  work: (parts: BenchParts) => Promise<Result>,
): Promise<Result> => {
  const folder = await temporaryFolder();
  const children = new Map<string, Child>();
  const start = async (part: Part): Promise<void> => {
    const child = startChild(part);
    children.set(part.name, child);
    await child.ready();
  };
  try {
    const ports = { ...defaultPorts };
    for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
    const parts = salaParts({
      dataDir: folder,
      ports,
      linkKey: 'a-key-for-the-bench-alone-32-or-more',
      env: { SALA_LOG_LEVEL: 'warn', ...env },
    });
    for (const wave of parts) await Promise.all(wave.filter(({ name }) => wanted.includes(name)).map(start));
    const link = await NatsLink.open('bench', `nats://127.0.0.1:${ports.nats}`);
    try {
      return await work({ ports, children, start, link, rpc: new RpcClient(link) });
    } finally {
      await link.close();
    }
  } finally {
    for (const child of [...children.values()].reverse()) await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
