import { availableParallelism } from 'node:os';
import { defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const conditions = ['source', ...defaultServerConditions];
const database = 'test/support/database.ts';
const started = 'test/support/started.ts';
const seconds = 1000;

/** One kind of test: where its files lie and how patient it is. Kinds with a later `turn` wait for the earlier ones. */
function project(
  name: string,
  turn: number,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    // The global setup runs in an environment of its own; without this it would read what was built last.
    environments: { __vitest__: { resolve: { conditions } } },
    test: {
      name,
      // Workers and what they import without Vite read the sources too.
      execArgv: ['--conditions=source'],
      sequence: { groupOrder: turn },
      // Every core: the default leaves one free, which is half of a small machine.
      maxWorkers: availableParallelism(),
      // What is waited for comes, however slow the machine is: only what never comes is a fault.
      expect: { poll: { timeout: 30 * seconds } },
      ...test,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      project('unit', 1, {
        isolate: false,
        include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts', 'test/reference/**/*.test.ts'],
        testTimeout: 30 * seconds,
      }),
      project('cli', 2, { include: ['test/cli/**/*.test.ts'], testTimeout: 120 * seconds }),
      project('api', 3, {
        include: ['test/api/**/*.test.ts'],
        // Many of them wait, for a database or a server that ends: twice as many as cores keep the cores at work.
        maxWorkers: 2 * availableParallelism(),
        testTimeout: 180 * seconds,
        hookTimeout: 240 * seconds,
        globalSetup: [database, started],
      }),
      project('browser', 4, {
        include: ['test/e2e/**/*.test.ts'],
        testTimeout: 120 * seconds,
        hookTimeout: 180 * seconds,
        globalSetup: [started],
      }),
    ],
  },
});
