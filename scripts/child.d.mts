export type Ready = { port: number; ask?: string; answer?: string; url?: undefined } | { url: string; port?: undefined };
export type Part = {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  ready: Ready;
  /** Given the last lines of a part that ended: puts a file that it can't load out of its way and says so; undefined if that was not it. */
  setAside?: (lastLines: string) => string | undefined;
};
export type Child = {
  pid: number | undefined;
  ended: Promise<{ reason: string }>;
  ready(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  stop(options?: { graceMs?: number }): Promise<void>;
  lastLines(): string;
};
export function freePort(wanted?: number): Promise<number>;
export function startChild(part: Part, options?: { onOutput?: (chunk: Buffer) => void; readyWithinMs?: number }): Child;
