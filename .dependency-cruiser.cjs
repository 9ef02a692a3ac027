/** The direction of imports: tools, test → apps → outbox → messaging, persistence → platform → contracts → words; planner and packages stand alone. */
/** The services whose features are Nest modules. */
const modular = '(identity|notifications|registration|scheduling)';
const spec = '[.]spec[.]tsx?$';
const libs = (...names) => `^libs/(${names.join('|')})/`;
/** What is run by itself. */
const program = '^apps/[^/]+/(main|rebuild-board|verify-history)[.]ts$|^packages/[^/]+/command[.]ts$';
/** What an image holds, and the console. */
const product = {
  path: '^(apps|libs)/',
  pathNot: `${spec}|^(apps|libs)/[^/]+/testing/|${libs('testing', 'processes')}`,
};
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans-unresolved',
      severity: 'error',
      comment: 'An import that does not resolve fails at run time.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'console-features-apart',
      severity: 'error',
      comment: 'A page of the console is changed without reading another: what two need is in the kit.',
      from: { path: '^apps/console/features/([^/]+)/' },
      to: { path: '^apps/console/(features|app)/', pathNot: '^apps/console/features/$1/' },
    },
    {
      name: 'console-kit-below',
      severity: 'error',
      comment: 'The kit serves any page: it knows neither pages nor the shell.',
      from: { path: '^apps/console/kit/' },
      to: { path: '^apps/console/(features|app)/' },
    },
    {
      name: 'app-not-to-app',
      severity: 'error',
      comment: 'Services speak over NATS only.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-not-to-apps',
      severity: 'error',
      comment: 'A lib serves any app.',
      from: { path: '^libs/', pathNot: '[.]spec[.]tsx?$' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-alone',
      severity: 'error',
      comment: 'Contracts know words only.',
      from: { path: libs('contracts') },
      to: { path: '^libs/', pathNot: libs('contracts', 'words') },
    },
    {
      name: 'words-alone',
      severity: 'error',
      comment:
        'Words are the ground: server and browser read them, so they import nothing, neither of Sala nor of Node.',
      from: { path: libs('words'), pathNot: '[.]spec[.]ts$' },
      to: { pathNot: libs('words') },
    },
    {
      name: 'planner-alone',
      severity: 'error',
      comment: 'The planner is pure: no Nest, no I/O.',
      from: { path: libs('planner'), pathNot: '[.]spec[.]ts$|/testing/' },
      to: { pathNot: libs('planner') },
    },
    {
      name: 'link-probe-alone',
      severity: 'error',
      comment: 'Both ends of a line measure by it, one of them a browser: no Nest, no I/O.',
      from: { path: libs('link-probe'), pathNot: spec },
      to: { pathNot: libs('link-probe') },
    },
    {
      name: 'packages-alone',
      severity: 'error',
      comment: 'A package is usable without Sala.',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(apps|libs|packages|sample|test|tools)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'gateway-downwards',
      severity: 'error',
      comment:
        'What every address of the gateway needs stands below its features, and who is signed in between the two.',
      from: { path: '^apps/gateway/(http|access)/', pathNot: '[.]spec[.]tsx?$' },
      to: { path: '^apps/gateway/[^/]+/', pathNot: '^apps/gateway/(http|$1)/' },
    },
    {
      name: 'platform-below',
      severity: 'error',
      comment: 'platform knows contracts and words only.',
      from: { path: libs('platform'), pathNot: '[.]spec[.]ts$' },
      to: { path: libs('persistence', 'messaging', 'outbox', 'testing', 'planner') },
    },
    {
      name: 'persistence-below',
      severity: 'error',
      comment: 'persistence knows platform and contracts only.',
      from: { path: libs('persistence'), pathNot: '[.]spec[.]ts$' },
      to: { path: libs('messaging', 'outbox', 'testing', 'planner') },
    },
    {
      name: 'messaging-below',
      severity: 'error',
      comment: 'messaging knows platform and contracts only: a service without a database speaks, too.',
      from: { path: libs('messaging'), pathNot: '[.]spec[.]ts$' },
      to: { path: `${libs('persistence', 'outbox', 'testing', 'planner')}|node_modules/(mongoose|mongodb)/` },
    },
    {
      name: 'sheets-below',
      severity: 'error',
      comment: 'sheets knows platform and words only: a table is the same whatever is listed in it.',
      from: { path: libs('sheets'), pathNot: spec },
      to: { path: '^libs/', pathNot: libs('sheets', 'platform', 'words') },
    },
    {
      name: 'word-files-below',
      severity: 'error',
      comment: 'word-files knows platform only: a document is the same whatever stands in it.',
      from: { path: libs('word-files'), pathNot: spec },
      to: { path: '^libs/', pathNot: libs('word-files', 'platform') },
    },
    {
      name: 'outbox-below',
      severity: 'error',
      comment: 'outbox joins messaging and persistence, and serves any service that has a database.',
      from: { path: libs('outbox'), pathNot: '[.]spec[.]ts$' },
      to: { path: libs('testing', 'planner') },
    },
    {
      name: 'gateway-without-database',
      severity: 'error',
      comment: 'The gateway keeps nothing: whatever it loads, mongoose is not in it.',
      from: { path: '^apps/gateway/main[.]ts$' },
      to: { path: 'node_modules/mongoose/', reachable: true },
    },
    {
      name: 'product-below-tools',
      severity: 'error',
      comment:
        'What ships knows nothing of how it is started, tried and measured: test servers, tools and packages are in no image.',
      from: product,
      to: { path: `${libs('testing', 'processes')}|^(packages|sample|test|tools)/` },
    },
    {
      name: 'product-without-development-packages',
      severity: 'error',
      comment: 'The image holds the packages of `dependencies` only; what the browser gets is bundled.',
      from: { ...product, pathNot: `${product.pathNot}|^apps/(console|self-check-page)/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'processes-below-testing',
      severity: 'error',
      comment: 'Child processes are started the same by tools and tests: what starts them knows neither.',
      from: { path: libs('processes'), pathNot: spec },
      to: { path: '^(apps|libs|packages|sample|test|tools)/', pathNot: libs('processes') },
    },
    {
      name: 'testing-below-tools',
      severity: 'error',
      comment: 'Tools stand on the test kit, not the other way round.',
      from: { path: libs('testing'), pathNot: spec },
      to: { path: '^(apps|sample|test|tools)/' },
    },
    {
      name: 'bootstrap-alone',
      severity: 'error',
      comment: 'It runs before anything is installed.',
      from: { path: '^tools/bootstrap/', pathNot: spec },
      to: { pathNot: '^tools/bootstrap/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'run-below',
      severity: 'error',
      comment: 'Rehearsal, benches and fuzzing start Sala as npm start does; npm start knows none of them.',
      from: { path: '^tools/run/' },
      to: { path: '^tools/(?!run/|bootstrap/)' },
    },
    {
      name: 'no-spec-in-a-build',
      severity: 'error',
      comment: 'Specs are not built: what imports one would not start.',
      from: { pathNot: `${spec}|^packages/[^/]+/proof/` },
      to: { path: spec },
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'What no program and no entrance leads to is dead, or was forgotten.',
      from: { path: `${program}|^libs/[^/]+/index[.]ts$|^packages/[^/]+/index[.]ts$|^tools/` },
      to: {
        path: '^(apps|libs|packages)/',
        pathNot: `${spec}|${program}|^apps/(console|self-check-page)/|^(apps|libs)/[^/]+/testing/|^packages/[^/]+/(proof/|bench/|prove[.]ts$|jest[.]config[.]js$)`,
        reachable: false,
      },
    },
    {
      name: 'one-entrance',
      severity: 'error',
      comment: 'A lib is entered by its index.ts.',
      from: { path: '^(apps|libs|packages|sample|test|tools)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/(?!index[.]ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'feature-by-its-module',
      severity: 'error',
      comment:
        'What a feature exports from its X.module.ts is all that others may use; the rest may change without them.',
      from: { path: `^apps/${modular}/([^/]+)/` },
      to: { path: '^apps/[^/]+/[^/]+/', pathNot: '^apps/$1/($2|testing)/|[.]module[.]ts$' },
    },
    {
      name: 'service-of-modules',
      severity: 'error',
      comment: 'A service is put together from its modules.',
      from: { path: `^apps/${modular}/[^/]+$` },
      to: { path: '^apps/[^/]+/[^/]+/', pathNot: '^apps/[^/]+/testing/|[.]module[.]ts$' },
    },
    {
      name: 'reactions-above',
      severity: 'error',
      comment: 'Features meet in reactions, which stand above them all: no feature knows who reacts to it.',
      from: { path: `^apps/${modular}/([^/]+)/`, pathNot: '^apps/[^/]+/reactions/' },
      to: { path: '^apps/[^/]+/reactions/' },
    },
    {
      name: 'harness-in-tests-only',
      severity: 'error',
      comment: 'The harness of a service’s tests is in no build.',
      from: { path: `^apps/${modular}/`, pathNot: '[.]spec[.]tsx?$|^apps/[^/]+/testing/' },
      to: { path: '^apps/[^/]+/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|[.]runtime)/|^packages/[^/]+/(dist|[.]cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
