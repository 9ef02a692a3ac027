import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createProgress } from '../bootstrap/progress.mjs';
import { endWithParent } from '../run/end-with-parent.js';
import { setUpServers } from '../run/setup.js';
import { fuzz } from './fuzz.js';

const help = `Usage: npm run fuzz -- [--count N] [--seed S] [--json FILE]
Starts all of Sala with a small meeting on free ports, and sends it requests that nobody in good faith would send: every
address and method of the API's document and the reply page, by every role and by nobody, with hostile ids, texts and bodies.
  --count N     how many requests (default 2000)
  --seed S      the same requests for the same seed (default 2559)
  --json FILE   writes the report there, with each request that was answered wrongly
Exit code 0 when nothing was wrong, 1 when something was or Sala could not be started, 2 for wrong arguments. The last line is
'N requests, N server errors, N hangs, N malformed problems': a hang is no answer within 10 seconds, a malformed problem an
error that is neither problem details (RFC 9457) with Sala's fields and headers nor, on the reply page, a page.`;

const wholeNumber = (text: string, name: string, least: number): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) throw new Error(`--${name} takes a whole number from ${least}`);
  return number;
};

const main = async (): Promise<number> => {
  let options: { count: number; seed: number; json: string | undefined };
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '2559' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    options = {
      count: wholeNumber(values.count, 'count', 1),
      seed: wholeNumber(values.seed, 'seed', 0),
      json: values.json,
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 2;
  }
  endWithParent();
  await setUpServers(createProgress({ quiet: true }));
  try {
    const report = await fuzz({
      ...options,
      progress: (done) => process.stderr.write(`${done} of ${options.count}\n`),
    });
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    for (const { number, verdict, why, who, method, path } of report.findings.slice(0, 20))
      console.log(`request ${number}, ${verdict}: ${method} ${path} by ${who}: ${why}`);
    console.log(
      `${report.requests} requests, ${report.serverErrors} server errors, ${report.hangs} hangs, ${report.malformed} malformed problems`,
    );
    return report.serverErrors + report.hangs + report.malformed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.stack : String(error));
    return 1;
  }
};

process.exitCode = await main();
