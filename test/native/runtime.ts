import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type jestRuntime from 'jest-runtime';

const require = createRequire(import.meta.url);
const { default: JestRuntime } = require('jest-runtime') as typeof jestRuntime;
type Arguments = ConstructorParameters<typeof JestRuntime>;
type Globals = Parameters<InstanceType<typeof JestRuntime>['setGlobalsForRuntime']>[0];

/** What a worker holds for all its specs: how a source is compiled, where its lines came from, and what '@jest/globals' holds now. */
const worker = {
  compile: undefined as ((path: string) => { code: string; sourceMapPath: string | null }) | undefined,
  sourceMaps: new Map<string, string>(),
  globals: {},
};

const globalsUrl = 'jest:globals';
const names = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'jest', 'test'] as const;

Object.defineProperty(globalThis, Symbol.for('jest-native-globals'), { get: () => worker.globals });

/** What '@jest/globals' holds is another for each spec, but a helper that several specs import is linked once: so each name hands on. */
const globalsSource = `
const now = () => globalThis[Symbol.for('jest-native-globals')];
const handOn = (name) => new Proxy(() => {}, {
  apply: (_, self, args) => now()[name](...args),
  get: (_, key) => now()[name][key],
});
${names.map((name) => `export const ${name} = handOn('${name}');`).join('\n')}`;

const isSource = (url: string): boolean =>
  url.startsWith('file:') && /\.tsx?$/.test(url) && !url.includes('/node_modules/');

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === '@jest/globals') return { url: globalsUrl, shortCircuit: true };
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL !== undefined && isSource(context.parentURL)) {
      const base = new URL(specifier, context.parentURL).href.slice(0, -'.js'.length);
      const ending = ['.ts', '.tsx'].find((each) => existsSync(fileURLToPath(base + each)));
      if (ending !== undefined) return { url: base + ending, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load: (url, context, next) => {
    if (url === globalsUrl) return { format: 'module', source: globalsSource, shortCircuit: true };
    if (!isSource(url) || worker.compile === undefined) return next(url, context);
    const path = fileURLToPath(url);
    const { code, sourceMapPath } = worker.compile(path);
    if (sourceMapPath !== null) worker.sourceMaps.set(url, sourceMapPath);
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** jest's runtime, but modules are Node's own: what one spec has imported, the next one in the same worker finds linked. */
export default class NativeRuntime extends JestRuntime {
  readonly #testPath: string;

  constructor(...args: Arguments) {
    super(...args);
    const [, , , transformer, , coverage, testPath] = args;
    const whatNodeTakes = {
      supportsDynamicImport: true,
      supportsExportNamespaceFrom: true,
      supportsStaticESM: true,
      supportsTopLevelAwait: true,
    };
    worker.compile = (path) => transformer.transform(path, { ...coverage, ...whatNodeTakes });
    this.#testPath = testPath;
  }
  override getSourceMaps(): Map<string, string> {
    return worker.sourceMaps;
  }
  override setGlobalsForRuntime(globals: Globals): void {
    super.setGlobalsForRuntime(globals);
    worker.globals = this.requireModuleOrMock(this.#testPath, '@jest/globals');
  }
  /** The test framework keeps its state in its module and in a global: each spec has it anew. */
  override requireInternalModule<T>(path: string): T {
    delete require.cache[path];
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
    return require(path) as T;
  }
  override requireModule<T>(path: string): T {
    return require(path) as T;
  }
  override async unstable_importModule(path: string): Promise<void> {
    await import(pathToFileURL(path).href);
  }
}
