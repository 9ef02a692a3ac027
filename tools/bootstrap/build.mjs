// Builds what has changed since the last build.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { lastWords, runCommand } from './run-command.mjs';

const inProject = (/** @type {string[]} */ ...path) => join(projectFolder, ...path);
const dist = (/** @type {string[]} */ ...path) => inProject('dist', ...path);

/** An image is built without some of them. */
const sourceFolders = ['apps', 'libs', 'packages', 'sample', 'tools'].filter((folder) => existsSync(inProject(folder)));
/** No spec, no harness of specs; what browsers run is built by itself. */
const notCompiled = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/*.mjs',
  '**/*.config.js',
  '**/node_modules/**',
  'apps/{console,self-check-page}/**',
  '{apps,libs}/*/testing/**',
  'packages/*/{dist,.cache,proof}/**',
  'packages/*/prove.ts',
];
const isSource = (/** @type {string} */ path) =>
  /\.(tsx?|css|html|json|mjs|svg)$/.test(path)
  && !/\.spec\.tsx?$|^(apps|libs)\/[^/]+\/testing\/|(^|\/)(node_modules|dist|\.cache)\//.test(path);

const filesIn = (/** @type {string} */ folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

/** Changes whenever a source file is added, removed or touched. */
const fingerprint = () => {
  const hash = createHash('sha256');
  const note = (/** @type {string} */ path) => {
    const { size, mtimeMs } = statSync(inProject(path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  ['package.json', '.swcrc'].forEach(note);
  for (const folder of sourceFolders)
    filesIn(inProject(folder))
      .map((path) => join(folder, path))
      .filter(isSource)
      .forEach(note);
  return hash.digest('hex');
};

/**
 * @param {string} what
 * @param {string} script
 * @param {string[]} args
 */
const run = async (what, script, args) => {
  const result = await runCommand(pinnedNode, [inProject('node_modules', script), ...args], {
    cwd: projectFolder,
    env: { NODE_ENV: 'production' },
  });
  if (result.code !== 0)
    throw new StepFailure(
      `${what}:\n${lastWords(result, 30)}`,
      'Mend the sources named above; npm run check says more.',
    );
};

/**
 * The nearest package.json of what is built: the same names for imports as in the sources, each for its compiled file. So no
 * tool and no process has to be told which of the two it runs.
 */
const writeScope = () => {
  const { type, imports } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const built = Object.fromEntries(
    Object.entries(imports).map(([name, path]) => [name, path.replace(/\.tsx?$/, '.js')]),
  );
  writeFileSync(dist('package.json'), `${JSON.stringify({ type, imports: built }, undefined, 2)}\n`);
};

/** What is used as it is written. */
const copied = ['sample', 'tools/bootstrap'];
const isCopied = (/** @type {string} */ path) => /\.(mjs|json)$/.test(path);
const copy = () => {
  for (const folder of copied.filter((each) => existsSync(inProject(each)))) {
    mkdirSync(dist(folder), { recursive: true });
    for (const path of readdirSync(inProject(folder)).filter(isCopied))
      cpSync(inProject(folder, path), dist(folder, path));
  }
};

/** What was built from a source that is no longer there would still be run. */
const removeLeftovers = () => {
  for (const name of readdirSync(dist()))
    if (![...sourceFolders, 'console', 'self-check-page', 'package.json', '.built'].includes(name))
      rmSync(dist(name), { recursive: true });
  for (const folder of sourceFolders.filter((each) => existsSync(dist(each)))) {
    for (const path of filesIn(dist(folder)).filter((each) => /\.js(\.map)?$/.test(each))) {
      const source = inProject(folder, path.replace(/\.js(\.map)?$/, ''));
      if (!['.ts', '.tsx'].some((ending) => existsSync(`${source}${ending}`)))
        rmSync(dist(folder, path), { force: true });
    }
  }
};

export const build = async () => {
  const stamp = dist('.built');
  const current = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return 'up to date';
  await run('the services do not compile', '@swc/cli/bin/swc.js', [
    ...sourceFolders,
    '-d',
    'dist',
    '--quiet',
    '--ignore',
    notCompiled.join(','),
  ]);
  writeScope();
  copy();
  removeLeftovers();
  for (const [what, app] of [
    ['the console does not build', 'console'],
    ['the page of self-checks does not build', 'self-check-page'],
  ])
    await run(`${what}`, 'vite/bin/vite.js', ['build', '--config', `apps/${app}/vite.config.ts`, '--logLevel', 'warn']);
  writeFileSync(stamp, current);
  return undefined;
};
