import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** Node runs what needs processes and files; everything else runs where it will run, in workerd. */
const inNode = ['test/cli/**/*.test.ts', 'test/docs/**/*.test.ts', 'test/e2e/**/*.test.ts'];

/** Where the runner's own report goes, as JSON, for those who count. */
const report = process.env['TEST_REPORT'];

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // The worker's log is worth reading only beside a failure.
    silent: 'passed-only',
    // The files that a worker runs share its isolate: to start workerd and load all modules anew takes 2 s for each file.
    isolate: false,
    // Vitest would leave one core free, and so run one file at a time on two.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                PUBLISH_TOKEN: 'token-of-the-tests',
                MEMO_SECONDS: '0',
                SITE_URL: 'https://feeds.example',
                GITHUB_WEBHOOK_SECRET: 'secret-of-the-tests',
                // Where nobody answers: the tests in workerd ask GitHub nothing.
                GITHUB_API: 'http://127.0.0.1:9',
              },
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: inNode,
          setupFiles: ['test/end.ts'],
        },
      },
      { test: { name: 'node', include: inNode, testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
