// Where the project is, and the Node that it is pinned to, for what runs before anything is installed.
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const above = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Also for what runs from the build. */
export const projectFolder = basename(above) === 'dist' ? dirname(above) : above;
/** What is run by the Node that is at hand is only in this folder; everything else runs on this one. */
export const pinnedNode = join(projectFolder, 'node_modules', '.bin', 'node');
