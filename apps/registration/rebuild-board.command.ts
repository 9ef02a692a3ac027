import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { Id } from '#contracts';
import { persistenceConfig } from '#persistence';
import { AppError, ConfigError, parseConfig } from '#platform';
import { BoardRebuildModule, RebuildService } from './board/rebuild.module.js';

const help = `Counts a meeting's response board anew from its invitations. Replies may go on coming meanwhile.

  node dist/apps/registration/rebuild-board.js --meeting ID [--json]

  --meeting ID   the meeting
  --json         prints { "board": …, "differed": true | false } and nothing else
  --help         this text

Environment: MONGODB_URL, SALA_DATABASE (default sala-registration).
Exit codes: 0 the board is right now (differed or not), 1 it could not be counted, 2 wrong arguments, 78 wrong environment.
`;

type Arguments = { readonly help: true } | { readonly help: false; readonly meetingId: string; readonly json: boolean };

const readArguments = (args: readonly string[]): Arguments | undefined => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        meeting: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { help: true };
    const meetingId = Id.safeParse(values.meeting);
    return meetingId.success ? { help: false, meetingId: meetingId.data, json: values.json } : undefined;
  } catch {
    return undefined;
  }
};

/** Where the command's words go; `progress` only where a person looks on. */
export type CommandOutput = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly progress?: (text: string) => void;
};

/** The command's whole work; resolves to its exit code. */
export const rebuildBoard = async (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { out, err, progress }: CommandOutput,
): Promise<number> => {
  const given = readArguments(args);
  if (given === undefined) {
    err(`Name the meeting by its id.\n\n${help}`);
    return 2;
  }
  if (given.help) {
    out(help);
    return 0;
  }
  try {
    const config = parseConfig(z.object(persistenceConfig('sala-registration')), env, 'rebuild-board');
    const app = await NestFactory.createApplicationContext(BoardRebuildModule.forRoot(config), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      const result = await app
        .get(RebuildService)
        .rebuild(given.meetingId, (counted) => progress?.(`\r${counted} invitations counted`));
      progress?.('\n');
      const { invited, answered } = result.board.total;
      const words = `${answered} of ${invited} invited offices have answered. The board ${result.differed ? 'had been wrong and is right now' : 'was right'}.`;
      out(`${given.json ? JSON.stringify(result) : words}\n`);
      return 0;
    } finally {
      await app.close();
    }
  } catch (error) {
    err(
      `${error instanceof AppError || error instanceof ConfigError ? error.message : `The board could not be counted: ${String(error)}`}\n`,
    );
    return error instanceof ConfigError ? 78 : 1;
  }
};
