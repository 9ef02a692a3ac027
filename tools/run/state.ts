// What `npm start` remembers in its data folder: secrets, what it has done, when it was last alive.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Noted } from './folder-kind.js';
import { StepFailure } from '../bootstrap/progress.mjs';

/** What is remembered of a folder. */
export type Remembered = Noted & {
  readonly natsPort?: number;
  readonly clockAt?: string;
  /** Folders begun before accounts had a service of their own say `signInShown`. */
  readonly signInShown?: boolean;
  readonly administratorShown?: boolean;
};
export type Admin = { readonly email: string; readonly password: string };
/** The sign-ins of those who act in the sample meeting. */
export type SimulatedStaff = { readonly desk: Admin; readonly operations: Admin };
export type Secrets = { readonly linkKey: string; readonly admin?: Admin; readonly simulated?: SimulatedStaff };
export type State = {
  readonly secrets: Secrets;
  readonly keepSecrets: (changes: { readonly admin?: Admin | undefined; readonly simulated?: SimulatedStaff }) => void;
  readonly state: Remembered;
  readonly keep: (changes: Remembered) => void;
  readonly close: () => void;
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StepFailure(
      `${path} cannot be read: ${(error as Error).message}`,
      'Mend the file, or name another folder by SALA_DATA to start afresh.',
    );
  }
};

/** Complete or not at all, a cut of the power included, and readable by its owner only. */
const writeJson = (path: string, value: unknown): void => {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
    // Else the new name may be on the disk before what it names.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
};

/** The process that a lock names; undefined where there is none, and where it was broken off while it was written. */
const noted = (path: string): number | undefined => {
  try {
    return Number((JSON.parse(readFileSync(path, 'utf8')) as { pid?: unknown } | null)?.pid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw new StepFailure(
      `${path} cannot be read: ${(error as Error).message}`,
      'Give this user the right to read it, or name another folder by SALA_DATA to start afresh.',
    );
  }
};

/** A process that runs `npm start` on this data folder, if there is one. */
const holderOf = (path: string): number | undefined => {
  const pid = noted(path);
  if (pid === undefined || !Number.isInteger(pid) || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    const command = process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'run/start.js';
    return /run\/start\.js|scripts\/start\.mjs/.test(command) ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** What `npm start` remembers of this folder, for whoever only wants to know; empty where there was none. */
export const readState = (dataDir: string): Remembered => (readJson(join(dataDir, 'state.json')) ?? {}) as Remembered;

export const openState = (dataDir: string): State => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = (name: string): string => join(dataDir, name);
  const holder = holderOf(path('start.json'));
  if (holder !== undefined) {
    throw new StepFailure(
      `Sala already runs on ${dataDir} (process ${holder})`,
      'Use that one, end it by Ctrl-C, or name another data folder by SALA_DATA.',
    );
  }
  writeJson(path('start.json'), { pid: process.pid });
  const state = readState(dataDir);
  const secrets = (readJson(path('secrets.json')) as Secrets | undefined) ?? {
    linkKey: randomBytes(48).toString('base64url'),
  };
  writeJson(path('secrets.json'), secrets);
  return {
    secrets,
    keepSecrets: (changes) => writeJson(path('secrets.json'), Object.assign(secrets, changes)),
    state,
    keep: (changes) => writeJson(path('state.json'), Object.assign(state, changes)),
    close: () => rmSync(path('start.json'), { force: true }),
  };
};
