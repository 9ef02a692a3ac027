import { type ChildProcess, spawn } from 'node:child_process';
import { eventually } from '#testing';
import { defaultPorts, portVariable } from './parts.js';

export type Started = { process: ChildProcess; addresses: Record<string, string>; output: () => string };

const anyPort = Object.fromEntries(Object.keys(defaultPorts).map((name) => [portVariable(name), '0']));

/** The sign-in that a first start prints. */
export const signInOf = ({ output }: Started): { email: string; password: string } => {
  const [, email = '', password = ''] = /Sign in as +(\S+) +password (\S+)/.exec(output()) ?? [];
  return { email, password };
};

/** `npm start` in a data folder, on free ports; resolves when it says that it is ready. */
export const start = async (dataDir: string): Promise<Started> => {
  const child = spawn(process.execPath, ['tools/bootstrap/main.mjs', 'run/start'], {
    env: { ...process.env, ...anyPort, SALA_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  await eventually(() => child.exitCode !== null || /Data and logs +\S+\n/.test(said), { within: 120_000 });
  if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said}`);
  const addresses = Object.fromEntries(
    [...said.matchAll(/^ {2}(\S.{0,12}?) {2,}(http\S+)/gm)].map(([, what = '', where = '']) => [what, where]),
  );
  return { process: child, addresses, output: () => said };
};
