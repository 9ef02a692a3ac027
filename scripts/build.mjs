// Builds what has changed since the last build.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProgress, describeFailure, StepFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { lastWords, runCommand } from './run-command.mjs';

const compiled = ['apps', 'libs', 'sample', 'test'];
const sourceFolders = [...compiled, 'scripts'];
const isSource = (path) => /\.(tsx?|css|html|json|mjs|svg)$/.test(path) && !/\.spec\.tsx?$|^apps\/[^/]+\/testing\//.test(path);

/** Changes whenever a source file is added, removed or touched. */
const fingerprint = () => {
  const hash = createHash('sha256');
  const note = (path) => {
    const { size, mtimeMs } = statSync(join(projectFolder, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  ['package.json', '.swcrc'].forEach(note);
  for (const folder of sourceFolders) {
    readdirSync(join(projectFolder, folder), { recursive: true }).map((path) => join(folder, path)).filter(isSource).sort().forEach(note);
  }
  return hash.digest('hex');
};

const run = async (what, script, args) => {
  const result = await runCommand(pinnedNode, [join(projectFolder, 'node_modules', script), ...args], { cwd: projectFolder, env: { NODE_ENV: 'production' } });
  if (result.code !== 0) throw new StepFailure(`${what}:\n${lastWords(result, 30)}`, 'Mend the sources named above; npm run check says more.');
};

/**
 * The nearest package.json of what is built: the same names for imports as in the sources, each for its compiled file. So no
 * tool and no process has to be told which of the two it runs.
 */
const writeScope = () => {
  const { type, imports } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  const built = Object.fromEntries(Object.entries(imports).map(([name, path]) => [name, path.replace(/\.tsx?$/, '.js')]));
  writeFileSync(join(projectFolder, 'dist/package.json'), `${JSON.stringify({ type, imports: built }, undefined, 2)}\n`);
};

/** What is run as it is written. */
const copy = () => {
  const isCopied = (path) => statSync(path).isDirectory() || /\.(mjs|json)$/.test(path);
  for (const folder of ['sample', 'scripts']) cpSync(join(projectFolder, folder), join(projectFolder, 'dist', folder), { recursive: true, filter: isCopied });
};

export const build = async () => {
  const stamp = join(projectFolder, 'dist', '.built');
  const current = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return 'up to date';
  await run('the services do not compile', '@swc/cli/bin/swc.js', [...compiled, '-d', 'dist', '--ignore', '**/*.spec.ts,**/*.spec.tsx,**/*.d.mts,apps/console/**,apps/*/testing/**', '--quiet']);
  writeScope();
  copy();
  if (existsSync(join(projectFolder, 'apps/console/vite.config.ts'))) {
    await run('the console does not build', 'vite/bin/vite.js', ['build', '--config', 'apps/console/vite.config.ts', '--logLevel', 'warn']);
  }
  writeFileSync(stamp, current);
  return undefined;
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const progress = createProgress();
  await progress.step('build', build).catch((error) => {
    progress.say(describeFailure(error));
    process.exitCode = 1;
  });
}
