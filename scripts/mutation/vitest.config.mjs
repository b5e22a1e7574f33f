// The tests of one room, as Stryker runs them: see scripts/mutation.mjs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: JSON.parse(process.env.MUTATION_TESTS ?? '[]'),
    exclude: ['**/*.docker.test.ts', '**/*.long.test.ts'],
    testTimeout: Number(process.env.MUTATION_TEST_SECONDS) * 1000,
    hookTimeout: Number(process.env.MUTATION_TEST_SECONDS) * 1000,
  },
});
