// Runs a command to its end and hands back what it said.
import { spawn } from 'node:child_process';

/**
 * A command that cannot be started has code 127.
 * @typedef {{ code: number, stdout: string, stderr: string }} CommandResult
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<CommandResult>}
 */
export const runCommand = (command, args, { cwd, env } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    for (const stream of /** @type {const} */ (['stdout', 'stderr'])) {
      child[stream].setEncoding('utf8').on('data', (chunk) => void (said[stream] += chunk));
    }
    child.once('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 128, ...said }));
  });

/**
 * The last lines of what a failed command said, for a person.
 * @param {Pick<CommandResult, 'stdout' | 'stderr'>} said
 */
export const lastWords = ({ stdout, stderr }, lines = 12) =>
  `${stdout}\n${stderr}`.trim().split('\n').slice(-lines).join('\n');
