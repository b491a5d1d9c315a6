/** Runs vitest over all packages and closes with `N passed, N failed`, also when a file could not even be loaded. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'besedka-clients-'));
const report = join(folder, 'report.json');
const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: new URL('..', import.meta.url),
  stdio: 'inherit',
});

/** A file that broke before its first test has no failed test; it counts as one. So does a skipped test. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numPendingTests + numTodoTests + broken.length,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const { passed, failed } = counts();
rmSync(folder, { recursive: true });
const missed = failed === 0 && status !== 0 ? 1 : failed;
console.log(`${passed} passed, ${missed} failed`);
process.exit(missed === 0 ? 0 : 1);
