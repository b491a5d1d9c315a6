/**
 * Builds the panel under a hashed name, then the loader (`widget.js`, a stable name) that knows that name, and leaves
 * compressed twins beside them for the server.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const outDir = new URL('../../../src/besedka/web/static/widget', import.meta.url).pathname;
const target = ['es2022', 'chrome100', 'firefox102', 'safari15.4'];
const shared = { root, configFile: false, publicDir: false, logLevel: 'warn' };
const output = { outDir, target, assetsInlineLimit: 0, modulePreload: false, reportCompressedSize: false };

async function buildPanel() {
  const built = await build({
    ...shared,
    build: {
      ...output,
      emptyOutDir: true,
      rollupOptions: {
        input: `${root}src/panel/index.tsx`,
        // What lazy parts share with the panel stays in it: one request less.
        preserveEntrySignatures: 'allow-extension',
        output: { format: 'es', entryFileNames: 'panel-[hash].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return built.output.find((chunk) => chunk.isEntry).fileName;
}

function buildLoader(panel) {
  return build({
    ...shared,
    define: { __PANEL__: JSON.stringify(panel) },
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
