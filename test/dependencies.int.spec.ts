import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { namedIn, neededBy, sourcesIn } from './imports-of.js';

type Manifest = {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** What the image holds: the services and the libs that they stand on. What browsers run is bundled into files of its own. */
const isProduct = (path: string): boolean =>
  /^(apps|libs)\//.test(path)
  && !/^apps\/(console|self-check-page)\/|^apps\/[^/]+\/testing\/|^libs\/(testing|processes)\/|\.spec\.tsx?$/.test(
    path,
  );

/** What a package asks its user to bring along. */
const peersOf = (name: string): string[] => {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = manifestIn(join('node_modules', name));
  return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
};
const withPeers = (names: readonly string[]): string[] => {
  const all = sorted([...names, ...names.flatMap(peersOf)]);
  return all.length === names.length ? all : withPeers(all);
};

/** Packages that Nest loads by name at run time, where what they serve is used. */
const loadedByNest: Readonly<Record<string, string>> = {
  '@nestjs/microservices': '@nats-io/transport-node',
  '@nestjs/swagger': '@fastify/static',
};

/** Packages of files that a service reads, with the source that names them. */
const readBy: Readonly<Record<string, string>> = { '@fontsource/sarabun': 'apps/registration/paper/paper-style.ts' };

/** Packages that no source imports, with the file that names them. */
const namedBy: Readonly<Record<string, string>> = {
  node: 'tools/bootstrap/node-packages.mjs',
  '@swc/cli': 'tools/bootstrap/build.mjs',
  '@swc/jest': 'jest.config.js',
  vite: 'tools/bootstrap/build.mjs',
  jest: 'tools/run/test.ts',
  eslint: 'tools/run/test.ts',
  prettier: 'tools/run/test.ts',
  'dependency-cruiser': 'tools/run/test.ts',
  'typescript-eslint': 'eslint.config.js',
  '@nestjs/schematics': 'nest-cli.json',
  'axe-core': 'test/console.e2e.spec.ts',
};
/** Run by hand: `npx nest generate` reads nest-cli.json. */
const runByHand = ['@nestjs/cli'];

describe('the packages', () => {
  const all = sourcesIn('apps', 'libs', 'sample', 'test', 'tools');
  const { dependencies, devDependencies } = manifestIn('.');

  it('of the image are those that the services import, and what these ask for, and no others', () => {
    const needed = sorted(all.filter(isProduct).flatMap(neededBy));
    const byName = Object.entries(loadedByNest).flatMap(([name, other]) => (needed.includes(name) ? [other] : []));
    const asked = withPeers(sorted([...needed, ...byName, ...Object.keys(readBy)]));
    expect(Object.keys(dependencies).sort()).toEqual(asked);
  });

  it('are all listed that any source imports', () => {
    const named = sorted(all.flatMap(namedIn));
    expect(named.filter((name) => !(name in dependencies) && !(name in devDependencies))).toEqual([]);
  });

  it('that are listed are imported, or named where they are run', () => {
    const named = new Set([...all.flatMap(namedIn), ...Object.keys(namedBy), ...runByHand]);
    const listed = Object.keys(devDependencies);
    expect(listed.filter((name) => !name.startsWith('@types/') && !named.has(name))).toEqual([]);
    expect(
      listed.filter(
        (name) => name.startsWith('@types/') && name !== '@types/node' && !named.has(name.slice('@types/'.length)),
      ),
    ).toEqual([]);
    expect(
      Object.entries({ ...namedBy, ...readBy }).filter(([name, file]) => !readFileSync(file, 'utf8').includes(name)),
    ).toEqual([]);
  });

  it('of the document server are its own', () => {
    const own = manifestIn('packages/embedded-mongo');
    const sources = sourcesIn('packages/embedded-mongo');
    const shipped = sources.filter((path) => !/\.spec\.ts$|\/(proof|bench)\/|\/prove\.ts$/.test(path));
    expect(Object.keys(own.dependencies)).toEqual(sorted(shipped.flatMap(neededBy)));
    expect(
      sorted(sources.flatMap(namedIn)).filter((name) => !(name in own.dependencies) && !(name in own.devDependencies)),
    ).toEqual([]);
    const versions = (manifest: Manifest) => ({ ...manifest.dependencies, ...manifest.devDependencies });
    const both = Object.entries(versions(own)).filter(([name]) => name in versions(manifestIn('.')));
    expect(both.filter(([name, version]) => versions(manifestIn('.'))[name] !== version)).toEqual([]);
  });

  it('each have a reason in docs/dependencies.md, which names no other', async () => {
    const own = manifestIn('packages/embedded-mongo');
    const known = { ...dependencies, ...devDependencies, ...own.dependencies, ...own.devDependencies };
    const rows = (await readFile('docs/dependencies.md', 'utf8')).split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(sorted(named.filter((name) => name !== '@types/…'))).toEqual(
      sorted(Object.keys(known).filter((name) => !name.startsWith('@types/'))),
    );
  });
});
