/** The direction of imports: apps → outbox → messaging, persistence → platform → contracts → words; planner and embedded-mongo stand alone. */
/** The services whose features are Nest modules. */
const modular = '(identity|notifications|registration)';
const libs = (...names) => `^libs/(${names.join('|')})/`;
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'Two files that need each other are one file, or hide a third.', from: {}, to: { circular: true } },
    { name: 'no-orphans-unresolved', severity: 'error', comment: 'An import that does not resolve fails at run time.', from: {}, to: { couldNotResolve: true } },
    { name: 'app-not-to-app', severity: 'error', comment: 'Services speak over NATS only.', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'libs-not-to-apps', severity: 'error', comment: 'A lib serves any app.', from: { path: '^libs/', pathNot: '[.]spec[.]tsx?$' }, to: { path: '^apps/' } },
    { name: 'contracts-alone', severity: 'error', comment: 'Contracts know words only.', from: { path: libs('contracts') }, to: { path: '^libs/', pathNot: libs('contracts', 'words') } },
    { name: 'words-alone', severity: 'error', comment: 'Words are the ground: server and browser read them, so they import nothing, neither of Sala nor of Node.', from: { path: libs('words'), pathNot: '[.]spec[.]ts$' }, to: { pathNot: libs('words') } },
    { name: 'planner-alone', severity: 'error', comment: 'The planner is pure: no Nest, no I/O.', from: { path: libs('planner'), pathNot: '[.]spec[.]ts$' }, to: { pathNot: libs('planner') } },
    { name: 'embedded-mongo-alone', severity: 'error', comment: 'The document server is usable without Sala.', from: { path: libs('embedded-mongo'), pathNot: '[.]spec[.]ts$' }, to: { path: '^(apps|libs)/', pathNot: libs('embedded-mongo') } },
    { name: 'platform-below', severity: 'error', comment: 'platform knows contracts and words only.', from: { path: libs('platform'), pathNot: '[.]spec[.]ts$' }, to: { path: libs('persistence', 'messaging', 'outbox', 'testing', 'planner', 'embedded-mongo') } },
    { name: 'persistence-below', severity: 'error', comment: 'persistence knows platform and contracts only.', from: { path: libs('persistence'), pathNot: '[.]spec[.]ts$' }, to: { path: libs('messaging', 'outbox', 'testing', 'planner', 'embedded-mongo') } },
    { name: 'messaging-below', severity: 'error', comment: 'messaging knows platform and contracts only: a service without a database speaks, too.', from: { path: libs('messaging'), pathNot: '[.]spec[.]ts$' }, to: { path: `${libs('persistence', 'outbox', 'testing', 'planner', 'embedded-mongo')}|node_modules/(mongoose|mongodb)/` } },
    { name: 'outbox-below', severity: 'error', comment: 'outbox joins messaging and persistence, and serves any service that has a database.', from: { path: libs('outbox'), pathNot: '[.]spec[.]ts$' }, to: { path: libs('testing', 'planner', 'embedded-mongo') } },
    { name: 'gateway-without-database', severity: 'error', comment: 'The gateway keeps nothing: whatever it loads, mongoose is not in it.', from: { path: '^apps/gateway/main[.]ts$' }, to: { path: 'node_modules/mongoose/', reachable: true } },
    { name: 'testing-in-tests-only', severity: 'error', comment: 'Test servers do not ship.', from: { path: '^(apps|libs)/', pathNot: '[.]spec[.]tsx?$|^libs/testing/' }, to: { path: libs('testing') } },
    { name: 'one-entrance', severity: 'error', comment: 'A lib is entered by its index.ts.', from: { path: '^(apps|libs|test|scripts)/([^/]+)/' }, to: { path: '^libs/([^/]+)/(?!index[.]ts$)', pathNot: '^libs/$2/' } },
    { name: 'feature-by-its-module', severity: 'error', comment: 'What a feature exports from its X.module.ts is all that others may use; the rest may change without them.', from: { path: `^apps/${modular}/([^/]+)/` }, to: { path: '^apps/[^/]+/[^/]+/', pathNot: '^apps/$1/($2|testing)/|[.]module[.]ts$' } },
    { name: 'service-of-modules', severity: 'error', comment: 'A service is put together from its modules.', from: { path: `^apps/${modular}/[^/]+$` }, to: { path: '^apps/[^/]+/[^/]+/', pathNot: '^apps/[^/]+/testing/|[.]module[.]ts$' } },
    { name: 'reactions-above', severity: 'error', comment: 'Features meet in reactions, which stand above them all: no feature knows who reacts to it.', from: { path: `^apps/${modular}/([^/]+)/`, pathNot: '^apps/[^/]+/reactions/' }, to: { path: '^apps/[^/]+/reactions/' } },
    { name: 'harness-in-tests-only', severity: 'error', comment: 'The harness of a service’s tests is in no build.', from: { path: `^apps/${modular}/`, pathNot: '[.]spec[.]tsx?$|^apps/[^/]+/testing/' }, to: { path: '^apps/[^/]+/testing/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|[.]runtime)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
