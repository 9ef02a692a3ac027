import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const above = (folder: string): string =>
  existsSync(join(folder, 'package-lock.json')) ? folder : above(dirname(folder));

/** The project's folder, for what runs from the sources and from the build. */
export const projectFolder = above(import.meta.dirname);
/** What set-up unpacked and remembers; not in the repository, and safe to delete. */
export const runtimeFolder = join(projectFolder, '.runtime');
/** The Node that the project is pinned to. */
export const pinnedNode = join(projectFolder, 'node_modules', '.bin', 'node');
