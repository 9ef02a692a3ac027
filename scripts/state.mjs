// What `npm start` remembers in its data folder: secrets, what it has done, when it was last alive.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepFailure } from './progress.mjs';

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new StepFailure(`${path} cannot be read: ${error.message}`, 'Mend the file, or name another folder by SALA_DATA to start afresh.');
  }
};

/** Complete or not at all, a cut of the power included, and readable by its owner only. */
const writeJson = (path, value) => {
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
const noted = (path) => {
  try {
    return Number(JSON.parse(readFileSync(path, 'utf8'))?.pid);
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw new StepFailure(`${path} cannot be read: ${error.message}`, 'Give this user the right to read it, or name another folder by SALA_DATA to start afresh.');
  }
};

/** A process that runs `npm start` on this data folder, if there is one. */
const holderOf = (path) => {
  const pid = noted(path);
  if (!Number.isInteger(pid) || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    const command = process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'start.mjs';
    return command.includes('start.mjs') ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** What `npm start` remembers of this folder, for whoever only wants to know; empty where there was none. */
export const readState = (dataDir) => readJson(join(dataDir, 'state.json')) ?? {};

export const openState = (dataDir) => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = (name) => join(dataDir, name);
  const holder = holderOf(path('start.json'));
  if (holder !== undefined) {
    throw new StepFailure(`Sala already runs on ${dataDir} (process ${holder})`, 'Use that one, end it by Ctrl-C, or name another data folder by SALA_DATA.');
  }
  writeJson(path('start.json'), { pid: process.pid });
  const state = readState(dataDir);
  const secrets = readJson(path('secrets.json')) ?? { linkKey: randomBytes(48).toString('base64url') };
  writeJson(path('secrets.json'), secrets);
  return {
    secrets,
    keepSecrets: (changes) => writeJson(path('secrets.json'), Object.assign(secrets, changes)),
    state,
    keep: (changes) => writeJson(path('state.json'), Object.assign(state, changes)),
    close: () => rmSync(path('start.json'), { force: true }),
  };
};
