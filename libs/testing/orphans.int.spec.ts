import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually } from './index.js';

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a child process', () => {
  it('does not outlive a parent that was killed', async () => {
    const script = `import('${join(process.cwd(), 'dist/libs/processes/index.js')}').then(({ startChild }) =>
      console.log(startChild({ name: 'sleeper', command: 'sleep', args: ['300'], ready: { port: 1 } }).pid))`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = Number(said.toString());
    expect(lives(child)).toBe(true);
    parent.kill('SIGKILL');
    await eventually(() => !lives(child));
  });
});
