import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const words = join(import.meta.dirname, '../../libs/words/index.ts');

/**
 * What react-aria's components say by themselves is said in Sala's languages, by Sala's words where it has them, and in none
 * of the thirty others, Thai not among them, that they bring with them.
 */
const spokenWords: Plugin = {
  name: 'spoken-words',
  load: (id) => {
    const [, name] = /react-(?:aria|stately)\/dist\/private\/([a-z]+)\/intlStrings\.mjs$/.exec(id) ?? [];
    if (name === undefined) return null;
    return `
      import { languages, wordsOf } from ${JSON.stringify(words)};
      import usual from '../intl/${name}/en-US.mjs';
      const own = languages.map((language) => [wordsOf(language).locale.tag, { ...usual, ...wordsOf(language).console.spoken[${JSON.stringify(name)}] }]);
      export default { 'en-US': usual, ...Object.fromEntries(own) };`;
  },
};

/**
 * What only letters, the reply page, the API and commands say stays out of the browser: a dictionary is one thing, and nothing of it can be
 * left out by what is used. Of what is wrong with a field the schemas say the code alone; people read the API's words.
 */
const wordsOfTheConsole: Plugin = {
  name: 'words-of-the-console',
  transform: (code, id) => {
    if (/\/libs\/words\/en\/problems\.ts$/.test(id))
      return 'export const problems = new Proxy({}, { get: (_all, code) => [String(code)] });';
    return /\/libs\/words\/([a-z-]+\/(letters|mail|reply-page|errors|fields|problem-kinds|history|meetings)|(?!en\/)[a-z-]+\/problems)\.ts$/.test(
      id,
    )
      ? [...code.matchAll(/export const (\w+)/g)].map(([, name]) => `export const ${name} = {};`).join('\n')
      : null;
  },
};

/** What a contract tells those who read of it, a summary and an example, is told to no page. Their form is Prettier's, by which they are found. */
const withoutExamples = (code: string): string => {
  let [inContract, inTold] = [false, false];
  const kept = code.split('\n').flatMap((line) => {
    if (/ = define(Rpc|Http|Event)\(\{$/.test(line)) inContract = true;
    const ends = /^\}\)/.test(line);
    if (ends || /^ {2}[\w.]/.test(line)) inTold = inContract && !ends && /^ {2}(summary|example):/.test(line);
    if (ends) inContract = false;
    if (!inTold) return [line];
    return /^ {2}summary:/.test(line)
      ? ["  summary: '',"]
      : /^ {2}example:/.test(line)
        ? ['  example: { request: {}, returns: {} } as never,']
        : [];
  });
  return kept.join('\n');
};
const contractsOfTheConsole: Plugin = {
  name: 'contracts-of-the-console',
  enforce: 'pre',
  transform: (code, id) => (/\/libs\/contracts\/[a-z-]+\.ts$/.test(id) ? withoutExamples(code) : null),
};

/** No page asks for a JSON schema, though every schema of zod brings the means. */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  transform: (code, id) =>
    /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)
      ? [...code.matchAll(/export (?:const|function) (\w+)/g)]
          .map(([, name]) => `export const ${name} = () => undefined;`)
          .join('\n')
      : null,
};

/** What is wrong with a field people read in the API's words; zod's own English is told to nobody. */
const withoutEnglishOfZod: Plugin = {
  name: 'without-english-of-zod',
  load: (id) =>
    /\/zod\/v4\/locales\/en\.js$/.test(id) ? 'export default () => ({ localeError: (issue) => issue.code });' : null,
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [wordsOfTheConsole, contractsOfTheConsole, react(), spokenWords, withoutJsonSchemas, withoutEnglishOfZod],
  // The oldest browsers that offices have, the last ones for Windows 7 (Chrome and Edge 109, Firefox 115), read it as it is written. Nothing is put into the page itself: the content security policy forbids it.
  build: {
    // A contract that no page asks stays out: making one does nothing but make it.
    rolldownOptions: {
      // What every page stands on comes in one piece: packed together it is smaller, and no page more cuts it into smaller ones.
      output: {
        codeSplitting: {
          groups: [
            // What some pages share is put where every page has it, unless it has a place of its own.
            { name: 'deliveries', test: /\/libs\/contracts\/(delivery|call)\.ts$/ },
            { name: 'readiness', test: /\/libs\/contracts\/readiness\.ts$/ },
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|zod|@tanstack\/(react-router|router-core|history|query-core|react-query))\//,
            },
          ],
        },
      },
      treeshake: {
        moduleSideEffects: (id) => !id.includes('/libs/'),
        manualPureFunctions: [
          'defineRpc',
          'defineHttp',
          'defineEvent',
          'strictly',
          'tolerantly',
          'z',
          'word',
          'broken',
          'pageOf',
          'andFocalPoints',
        ],
      },
    },
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
