import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const NONCE = '__CSP_NONCE__';

/**
 * The page has `<base href>`, which the server fills in with its own path, so the addresses in the page must be
 * relative to that base: `console/assets/…`, and not to the page.
 */
function underBase(): Plugin {
  return {
    name: 'besedka-under-base',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replaceAll(/(src|href)="\.\//g, '$1="console/'),
    },
  };
}

export default defineConfig({
  base: './',
  html: { cspNonce: NONCE },
  plugins: [underBase()],
  build: {
    outDir: '../../src/besedka/web/static/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1024,
    rolldownOptions: {
      // Mantine marks its files for server components; here there is no server side to lose.
      onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
    },
  },
  test: { include: ['test/**/*.test.{ts,tsx}'] },
});
