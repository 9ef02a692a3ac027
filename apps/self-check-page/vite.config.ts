import { defineConfig } from 'vite';

/** One file that the page names; it brings neither words nor schemas, and old browsers read it as it is written. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: '../../dist/self-check-page',
    emptyOutDir: true,
    target: 'es2022',
    // Of contracts and words it takes types alone.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/libs/') } },
    lib: { entry: 'main.ts', formats: ['es'], fileName: () => 'self-check.js' },
  },
});
