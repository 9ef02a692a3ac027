import { join } from 'node:path';
import { projectFolder } from '#processes';

/** Where `npm start` keeps its state. */
export const dataFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env['SALA_DATA'] || join(projectFolder, '.sala');
