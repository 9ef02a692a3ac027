// Reads a table and says how long it took and how much memory the whole process had at most.
import { openTable } from '#sheets';

const begun = performance.now();
const table = await openTable(process.argv[2] ?? '', { limits: { csvBytes: Infinity } });
let rows = 0;
for (const sheet of table.sheets) for await (const _ of sheet.rows()) rows++;
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(JSON.stringify({ rows, seconds, peakMiB: process.resourceUsage().maxRSS / 1024 }));
