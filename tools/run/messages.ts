// Writes docs/messages.md from the contracts: `npm run messages`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messagesPage } from '#contracts';
import { projectFolder } from '#processes';

await writeFile(join(projectFolder, 'docs/messages.md'), messagesPage());
