import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Node runs what needs processes and files; everything else runs where it will run, in workerd. */
const inNode = 'test/{cli,docs,e2e}/**';

/** A file that takes long says so in its name: `npm run test:long` runs it, and `npm test` all others. */
const long = 'test/**/*.long.test.ts';

/** ms. Vitest's five seconds would be a bound on the machine, which may be busy. */
const timeout = 120_000;
const longTimeout = 600_000;

/** For `test/seed.ts`. */
const provide = { seed: Number(process.env['FUZZ_SEED'] ?? 1) };

/** Where the runner's own report goes, as JSON, for those who count. */
const report = process.env['TEST_REPORT'];

/** @param isolate whether each file has an isolate of its own: what measures growth must not share a heap */
function workerd(
  name: string,
  include: string[],
  exclude: string[],
  testTimeout: number,
  isolate = false,
): TestProjectInlineConfiguration {
  return {
    plugins: [
      cloudflareTest({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: {
          // Switched off in wrangler.toml. Tests of files in KV leave the binding out.
          r2Buckets: ['FILES'],
          bindings: {
            PUBLISH_TOKEN: 'token-of-the-tests',
            MEMO_SECONDS: '0',
            // A site of the tests' own: wrangler.toml describes the example site.
            SITE_URL: 'https://feeds.example',
            SITE_LANGUAGE: 'zh-CN',
            TIMEZONE: 'Asia/Shanghai',
            OLD_ADDRESSES: 'hugo:/former/:year/:month/:day/:filename.html wordpress:plain',
            GITHUB_WEBHOOK_SECRET: 'secret-of-the-tests',
            // Where nobody answers: the tests in workerd ask GitHub nothing.
            GITHUB_API: 'http://127.0.0.1:9',
          },
        },
      }),
    ],
    test: {
      name,
      include,
      exclude,
      setupFiles: ['test/end.ts', 'test/seed.ts'],
      provide,
      testTimeout,
      hookTimeout: testTimeout,
      isolate,
    },
  };
}

function node(
  name: string,
  include: string[],
  exclude: string[],
  testTimeout: number,
): TestProjectInlineConfiguration {
  const globalSetup = ['test/cli/program.ts', 'test/e2e/scratch.ts'];
  const setupFiles = ['test/seed.ts'];
  return {
    test: { name, include, exclude, globalSetup, setupFiles, provide, testTimeout, hookTimeout: testTimeout },
  };
}

/** The order in which the projects begin: a file that takes minutes, begun last, would run alone at the end. */
const projects = ['workerd-long', 'node-long', 'node', 'workerd'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification): number => projects.indexOf(project.name);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // The worker's log is worth reading only beside a failure.
    silent: 'passed-only',
    // The files that a worker runs share its isolate: to start workerd and load all modules anew takes 2 s for each file.
    isolate: false,
    // One file more than cores: many wait for a process, a second of KV or a browser. Vitest would leave one core free.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFirst },
    projects: [
      workerd('workerd', ['test/**/*.test.{ts,tsx}'], [inNode, long], timeout),
      workerd('workerd-long', [long], [inNode], longTimeout, true),
      node('node', [`${inNode}/*.test.ts`], [long], timeout),
      node('node-long', [`${inNode}/*.long.test.ts`], [], longTimeout),
    ],
  },
});
