// Writes docs/messages.md from the contracts. `npm run messages` builds first.
import { writeFile } from 'node:fs/promises';
import { messagesPage } from '#contracts';

await writeFile(new URL('../docs/messages.md', import.meta.url), messagesPage());
