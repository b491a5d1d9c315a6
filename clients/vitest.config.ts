import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Every package that brings tests is a project of its own. */
const projects = ['ui-tokens', 'sdk', 'widget', 'console'].filter((name) =>
  existsSync(new URL(`${name}/test`, import.meta.url)),
);

export default defineConfig({ test: { projects, maxWorkers: 2 } });
