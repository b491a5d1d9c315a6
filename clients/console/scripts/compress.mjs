/** Writes `.gz` and `.br` beside every built text file, so that the server never compresses while somebody waits. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const built = new URL('../../../src/besedka/web/static/console/', import.meta.url);
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

for (const name of readdirSync(built, { recursive: true })) {
  // The page itself is filled in for each answer (nonce, base), so it cannot be stored compressed.
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const file = new URL(name, built);
  const bytes = readFileSync(file);
  writeFileSync(new URL(`${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(new URL(`${file}.br`), brotliCompressSync(bytes, brotli));
}
