// Where the project's folders are, for scripts that run before anything is installed.
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const above = dirname(dirname(fileURLToPath(import.meta.url)));
/** Also for what runs from the build. */
export const projectFolder = basename(above) === 'dist' ? dirname(above) : above;
/** What set-up unpacked and remembers; not in the repository, and safe to delete. */
export const runtimeFolder = join(projectFolder, '.runtime');
/** The Node that the project is pinned to; the scripts themselves run on any Node from 20. */
export const pinnedNode = join(projectFolder, 'node_modules', '.bin', 'node');
/** Where `npm start` keeps its state. */
export const dataFolder = (env = process.env) => env.SALA_DATA || join(projectFolder, '.sala');
