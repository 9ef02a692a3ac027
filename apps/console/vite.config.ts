import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // `es2019`: an officer's old browser still reads it.
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2019' },
});
