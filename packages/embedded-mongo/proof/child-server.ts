import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = dirname(import.meta.dirname);
const SWC = join(dirname(createRequire(import.meta.url).resolve('@swc/cli/package.json')), 'bin/swc.js');

const NOT_BUILT = '**/*.spec.ts,*.config.js,proof/**,prove.ts,dist/**,node_modules/**,.cache/**';

/** Builds the server as it ships, for tests that start it as a process of its own. @returns the path of its command */
export function buildCommand(): string {
  // Suites run side by side: each process builds its own, or one would read what another is writing.
  const out = join(PACKAGE, '.cache', 'proof', String(process.pid));
  process.once('exit', () => rmSync(out, { recursive: true, force: true }));
  const built = spawnSync(process.execPath, [SWC, '.', '-d', out, '-q', '--ignore', NOT_BUILT], {
    cwd: PACKAGE,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`the server could not be built: ${built.stdout}${built.stderr}`);
  return join(out, 'command.js');
}

/** The server as a process that can be killed. */
export class ChildServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly printed: () => string,
  ) {}

  static async start(command: string, ...args: string[]): Promise<ChildServer> {
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complained = '';
    child.stderr!.on('data', (chunk: Buffer) => (complained += chunk.toString()));
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${complained}`)));
      child.stdout!.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /^embedded-mongo listening on (mongodb:\/\/127\.0\.0\.1:\d+)$/m.exec(printed);
        if (found) resolve(found[1]!);
      });
    });
    return new ChildServer(child, `${address}/?directConnection=true`, () => printed);
  }

  /** Asks for a copy, and waits until the server says where it is. */
  async backup(): Promise<string> {
    this.child.kill('SIGUSR2');
    for (;;) {
      const found = /^embedded-mongo copied to (.+)$/m.exec(this.printed());
      if (found) return found[1]!;
      await once(this.child.stdout!, 'data');
    }
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  }
}
