import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { Id } from '#contracts';
import { persistenceConfig } from '#persistence';
import { AppError, ConfigError, parseConfig } from '#platform';
import { BoardRebuildModule } from './board/rebuild.module.js';
import { RebuildService } from './board/rebuild.service.js';

const help = `Counts a meeting's response board anew from its invitations. Replies may go on coming meanwhile.

  node dist/apps/registration/rebuild-board.js --meeting ID [--json]

  --meeting ID   the meeting
  --json         prints { "board": …, "differed": true | false } and nothing else
  --help         this text

Environment: MONGODB_URL, SALA_DATABASE (default sala-registration).
Exit codes: 0 the board is right now (differed or not), 1 it could not be counted, 2 wrong arguments, 78 wrong environment.`;

const readArguments = (): { meetingId: string; json: boolean } | undefined => {
  try {
    const { values } = parseArgs({ options: { meeting: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
    if (values.help) {
      process.stdout.write(`${help}\n`);
      process.exit(0);
    }
    const meetingId = Id.safeParse(values.meeting);
    return meetingId.success ? { meetingId: meetingId.data, json: values.json } : undefined;
  } catch {
    return undefined;
  }
};

const run = async (): Promise<number> => {
  const given = readArguments();
  if (given === undefined) {
    process.stderr.write(`Name the meeting by its id.\n\n${help}\n`);
    return 2;
  }
  try {
    const config = parseConfig(z.object(persistenceConfig('sala-registration')), process.env, 'rebuild-board');
    const app = await NestFactory.createApplicationContext(BoardRebuildModule.forRoot(config), { logger: ['error'], abortOnError: false });
    try {
      const progress = process.stderr.isTTY && !given.json ? (counted: number) => process.stderr.write(`\r${counted} invitations counted`) : () => {};
      const result = await app.get(RebuildService).rebuild(given.meetingId, progress);
      if (process.stderr.isTTY && !given.json) process.stderr.write('\n');
      const { invited, answered } = result.board.total;
      const words = `${answered} of ${invited} invited offices have answered. The board ${result.differed ? 'had been wrong and is right now' : 'was right'}.`;
      process.stdout.write(`${given.json ? JSON.stringify(result) : words}\n`);
      return 0;
    } finally {
      await app.close();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof AppError || error instanceof ConfigError ? error.message : `The board could not be counted: ${String(error)}`}\n`);
    return error instanceof ConfigError ? 78 : 1;
  }
};

process.exitCode = await run();
