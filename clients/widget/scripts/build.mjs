/**
 * Builds the panel and its words, a file for each language, under hashed names, then the loader (`widget.js`, a stable
 * name) that knows those names, and leaves
 * compressed twins beside them for the server.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const outDir = new URL('../../../src/besedka/web/static/widget', import.meta.url).pathname;
const target = ['es2022', 'chrome100', 'firefox102', 'safari15.4'];
const shared = { root, configFile: false, publicDir: false, logLevel: 'warn' };
const locales = ['en', 'ru'];
const output = { outDir, target, assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false };

async function buildPanel() {
  const built = await build({
    ...shared,
    build: {
      ...output,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          panel: `${root}src/panel/index.tsx`,
          ...Object.fromEntries(
            locales.map((each) => [`words-${each}`, `${root}src/panel/words/${each}.ts`]),
          ),
        },
        // What lazy parts share with the panel stays in it: one request less.
        preserveEntrySignatures: 'allow-extension',
        output: { format: 'es', entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const nameOf = (entry) => built.output.find((chunk) => chunk.isEntry && chunk.name === entry).fileName;
  return {
    panel: nameOf('panel'),
    words: Object.fromEntries(locales.map((each) => [each, nameOf(`words-${each}`)])),
  };
}

function buildLoader({ panel, words }) {
  return build({
    ...shared,
    define: { __PANEL__: JSON.stringify(panel), __WORDS__: JSON.stringify(words) },
    build: {
      ...output,
      emptyOutDir: false,
      // As a library, so that the dynamic import stays as it is written.
      lib: {
        entry: `${root}src/loader/index.ts`,
        formats: ['iife'],
        name: 'BesedkaLoader',
        fileName: () => 'widget.js',
      },
    },
  });
}

function compress() {
  for (const name of readdirSync(outDir).filter((each) => each.endsWith('.js'))) {
    const text = readFileSync(`${outDir}/${name}`);
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${outDir}/${name}.gz`, gzipSync(text, { level: 9 }));
    writeFileSync(`${outDir}/${name}.br`, brotliCompressSync(text, { params }));
  }
}

await buildLoader(await buildPanel());
compress();
