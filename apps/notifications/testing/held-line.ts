import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server through which nothing comes any more once it is held. */
export type HeldLine = {
  readonly url: string;
  /** From here on nothing that is said to the server arrives. */
  readonly hold: () => void;
  /** What was said to it since then. */
  readonly held: () => string;
  readonly stop: () => Promise<void>;
};

export const startHeldLine = async (serverUrl: string): Promise<HeldLine> => {
  const url = new URL(serverUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let isHeld = false;
  const said: Buffer[] = [];
  const server = createServer((caller) => {
    const line = connect(target);
    for (const socket of [caller, line]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        caller.destroy();
        line.destroy();
      });
    }
    caller.on('data', (chunk: Buffer) => void (isHeld ? said.push(chunk) : line.write(chunk)));
    line.pipe(caller);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    hold: () => void (isHeld = true),
    held: () => Buffer.concat(said).toString('latin1'),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
