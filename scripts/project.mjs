// Where the project's folders are, for scripts that run before anything is installed.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
/** What set-up unpacked and remembers; not in the repository, and safe to delete. */
export const runtimeFolder = join(projectFolder, '.runtime');
/** The Node that the project is pinned to; the scripts themselves run on any Node from 20. */
export const pinnedNode = join(projectFolder, 'node_modules', '.bin', 'node');
/** Where `npm start` keeps its state. */
export const dataFolder = (env = process.env) => env.SALA_DATA || join(projectFolder, '.sala');
