import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { type HistoryProof, Id } from '#contracts';
import { wordsOf } from '#words';
import { persistenceConfig } from '#persistence';
import { AppError, ConfigError, parseConfig } from '#platform';
import { HistoryVerifyingModule, VerifyingService } from './history/verifying.module.js';

const help = `Goes over everything that was ever written of a meeting and says whether any of it was changed, added or taken out since.
It reads the database itself and asks no service.

  npm run history -- MEETING [--holds HASH] [--json]
  node dist/apps/registration/verify-history.js MEETING [--holds HASH] [--json]

  MEETING        the meeting's id
  --holds HASH   a hash that this command said earlier: the history must still hold it. Without one, a history that was cut
                 off at its end, or written anew as a whole, is not found out
  --json         prints { "meetingId", "count", "hash", "broken": { "sequence", "why" } } and nothing else
  --help         this text

Environment: MONGODB_URL, SALA_DATABASE (default sala-registration).
Exit codes: 0 the history is whole, 1 it is broken or could not be read, 2 wrong arguments, 78 wrong environment.
`;

type Arguments =
  | { readonly help: true }
  | { readonly help: false; readonly meetingId: string; readonly holds?: string | undefined; readonly json: boolean };

const readArguments = (args: readonly string[]): Arguments | undefined => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        holds: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { help: true };
    const { success } = Id.safeParse(positionals[0]);
    const isHash = values.holds === undefined || /^[0-9a-f]{64}$/.test(values.holds);
    return success && isHash && positionals.length === 1
      ? { help: false, meetingId: positionals[0] ?? '', holds: values.holds, json: values.json }
      : undefined;
  } catch {
    return undefined;
  }
};

const said = ({ count, hash, broken }: HistoryProof): string => {
  const { proof } = wordsOf('en').history;
  const head = hash === undefined ? proof.empty : proof.head(count, hash);
  return broken === undefined
    ? `${proof.whole} ${head}`
    : `${proof.broken(broken.sequence, proof.why[broken.why])} ${proof.before} ${head}`;
};

/** The command's whole work; resolves to its exit code. */
export const verifyHistory = async (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { out, err }: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): Promise<number> => {
  const given = readArguments(args);
  if (given === undefined) {
    err(`Name the meeting by its id, and a hash by its 64 digits.\n\n${help}`);
    return 2;
  }
  if (given.help) {
    out(help);
    return 0;
  }
  try {
    const config = parseConfig(z.object(persistenceConfig('sala-registration')), env, 'verify-history');
    const app = await NestFactory.createApplicationContext(HistoryVerifyingModule.forRoot(config), {
      // What stops it is said below, in a line.
      logger: false,
      abortOnError: false,
    });
    try {
      const proof = await app.get(VerifyingService).verify(given.meetingId, given.holds);
      out(`${given.json ? JSON.stringify(proof) : said(proof)}\n`);
      return proof.broken === undefined ? 0 : 1;
    } finally {
      await app.close();
    }
  } catch (error) {
    err(
      `${error instanceof AppError || error instanceof ConfigError ? error.message : `The history could not be read from the database that MONGODB_URL names: ${error instanceof Error ? error.message : String(error)}`}\n`,
    );
    return error instanceof ConfigError ? 78 : 1;
  }
};
