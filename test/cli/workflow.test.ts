import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Workspace } from './workspace.ts';

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Workflow {
  on: { push: { branches: string[]; paths: string[] } };
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': boolean };
  jobs: { publish: { env: Record<string, string>; steps: Step[] } };
}

const file = join(import.meta.dirname, '../../.github/workflows/publish.yml');
const workflow = parse(readFileSync(file, 'utf8')) as Workflow;
const { env, steps } = workflow.jobs.publish;

/** Runs the step that looks for the settings, in the shell that GitHub runs it in. @returns what it says and sets */
function look(settings: Record<string, string>): { code: number | null; said: string; set: string } {
  using work = new Workspace();
  const output = join(work.folder, 'output');
  writeFileSync(output, '');
  const script = steps.find(({ id }) => id === 'settings')!.run!;
  const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: {
      ...process.env,
      GITHUB_OUTPUT: output,
      EDGEFEED_URL: '',
      EDGEFEED_TOKEN: '',
      ...settings,
    },
  });
  return { code: status, said: stdout, set: readFileSync(output, 'utf8') };
}

describe('the workflow that publishes on GitHub', () => {
  test('runs when content changes, one run after the other, and may only read', () => {
    expect(workflow.on.push).toEqual({ branches: ['main'], paths: ['content/**'] });
    expect(workflow.concurrency).toEqual({ group: 'publish', 'cancel-in-progress': false });
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('publishes the commit that was pushed, with the history for renames', () => {
    expect(steps.at(-1)?.run).toBe('npx edgefeed publish --ref "$GITHUB_SHA"');
    expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toEqual({
      'fetch-depth': 0,
    });
    expect(steps.some(({ uses }) => uses?.startsWith('actions/setup-node@'))).toBe(true);
    expect(steps.some(({ run }) => run === 'npm ci')).toBe(true);
  });

  test('takes the token from the secrets, and hands it to nothing that is run for somebody else', () => {
    expect(env).toEqual({
      EDGEFEED_URL: '${{ vars.EDGEFEED_URL }}',
      EDGEFEED_TOKEN: '${{ secrets.EDGEFEED_TOKEN }}',
    });
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('without the settings it says so, does nothing more, and is green', () => {
    for (const settings of [{}, { EDGEFEED_URL: 'https://feeds.example' }, { EDGEFEED_TOKEN: 'secret' }]) {
      expect(look(settings)).toEqual({
        code: 0,
        said: expect.stringMatching(/^::notice::.*EDGEFEED_TOKEN/),
        set: '',
      });
    }
    expect(look({ EDGEFEED_URL: 'https://feeds.example', EDGEFEED_TOKEN: 'secret' })).toEqual({
      code: 0,
      said: '',
      set: 'ready=true\n',
    });
    const others = steps.filter(({ id }) => id !== 'settings');
    expect(new Set(others.map((step) => step.if))).toEqual(new Set(['steps.settings.outputs.ready']));
  });
});
