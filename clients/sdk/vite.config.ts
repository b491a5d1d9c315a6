import { defineConfig } from 'vite';

/** `dist/reduce.mjs`: the reducer as a plain Node script, for tests in other languages. */
export default defineConfig({
  build: {
    ssr: 'src/cli/reduce.ts',
    target: 'node20',
    outDir: 'dist',
    rollupOptions: { output: { entryFileNames: 'reduce.mjs' } },
  },
});
