// Writes what is made in docs/ anew: messages.md from the contracts, the index of decisions from their heads. `npm run docs`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messagesPage } from '#contracts';
import { projectFolder } from '#processes';
import { decisionsPage, readDecision } from './decisions-page.js';

const folder = join(projectFolder, 'docs/decisions');
const names = (await readdir(folder)).filter((name) => /^\d{4}-/.test(name)).sort();
const decisions = await Promise.all(
  names.map(async (name) => readDecision(name, await readFile(join(folder, name), 'utf8'))),
);
await writeFile(join(folder, 'README.md'), decisionsPage(decisions));
await writeFile(join(projectFolder, 'docs/messages.md'), messagesPage());
