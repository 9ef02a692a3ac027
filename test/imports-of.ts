import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import ts from 'typescript';

/** Source files of these folders, as paths from the project's folder. */
export const sourcesIn = (...folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/(^|\/)(node_modules|dist|\.cache)\//.test(path)),
  );

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const isPackage = (specifier: string): boolean =>
  !/^[.#/]|^node:/.test(specifier) && !builtinModules.includes(specifier);
const packagesIn = (text: string): string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter(isPackage)
    .map(packageOf);

/** Packages that a source names in any way, for its types as well. */
export const namedIn = (path: string): string[] => packagesIn(readFileSync(path, 'utf8'));

/** Packages that a source still asks for once it is compiled, as the build does it. */
export const neededBy = (path: string): string[] =>
  packagesIn(transformFileSync(path, { swcrc: true, sourceMaps: false }).code);
