// Runs a command to its end and hands back what it said.
import { spawn } from 'node:child_process';

/** `{ code, stdout, stderr }`; a command that cannot be started has code 127. */
export const runCommand = (command, args, { cwd, env, onLine } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (chunk) => {
        said[stream] += chunk;
        if (onLine !== undefined) chunk.split('\n').filter((line) => line.trim() !== '').forEach(onLine);
      });
    }
    child.once('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.once('close', (code, signal) => resolve({ code: code ?? 128, signal, ...said }));
  });

/** The last lines of what a failed command said, for a person. */
export const lastWords = ({ stdout, stderr }, lines = 12) => `${stdout}\n${stderr}`.trim().split('\n').slice(-lines).join('\n');
