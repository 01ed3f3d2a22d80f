import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  env?: Record<string, string>;
}

interface Workflow {
  on: Record<string, { branches?: string[]; paths?: string[]; 'paths-ignore'?: string[] } | null>;
  permissions?: Record<string, string>;
  concurrency?: { group: string; 'cancel-in-progress': boolean };
  env?: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; env?: Record<string, string>; steps: Step[] }>;
}

const folder = join(import.meta.dirname, '../../.github/workflows');
const sources = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
);
const workflowOf = (name: string): Workflow => parse(sources.get(name)!) as Workflow;

const workflow = workflowOf('publish.yml');
const { steps } = workflow.jobs['publish']!;

/** An expression with the value of a secret, not only whether it is set. */
const secret = /\bsecrets\b(?![.\w]+ [!=]= '')/;

/** Runs the step that checks the settings, as GitHub does. @returns its exit code, output and variables */
function look(settings: Record<string, string>): { code: number | null; said: string; set: string } {
  using work = new Workspace();
  const output = join(work.folder, 'output');
  writeFileSync(output, '');
  const script = steps.find(({ id }) => id === 'settings')!.run!;
  const { status, stdout } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, GITHUB_OUTPUT: output, HAS_URL: 'false', HAS_TOKEN: 'false', ...settings },
  });
  return { code: status, said: stdout, set: readFileSync(output, 'utf8') };
}

describe.each([...sources.keys()])('the workflow %s', (name) => {
  const { on, permissions, env, jobs } = workflowOf(name);
  const all = Object.values(jobs).flatMap((job) => job.steps);

  test('has read permissions only, also for pull requests', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs)) expect(job.permissions).toBeUndefined();
    for (const event of ['pull_request_target', 'workflow_run', 'issue_comment'])
      expect(Object.keys(on)).not.toContain(event);
  });

  test('pins actions to commits, with the version in a comment', () => {
    const lines = sources.get(name)!.split('\n');
    const uses = lines.filter((line) => /\buses:/.test(line));
    expect(uses.length).toBe(all.filter((step) => step.uses !== undefined).length);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('leaves no credentials in the clone', () => {
    const checkouts = all.filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
  });

  test('passes secrets only to steps that run edgefeed', () => {
    for (const outer of [env, ...Object.values(jobs).map((job) => job.env)])
      expect(JSON.stringify(outer ?? {})).not.toMatch(secret);
    const trusted = all.filter((step) => secret.test(JSON.stringify(step)));
    for (const step of trusted) {
      expect(step.run).toMatch(/^node bin\/edgefeed\.js [^|;&\n]*$/);
      expect(JSON.stringify({ ...step, env: {} })).not.toMatch(secret);
    }
    // Install scripts of packages could leave programs for the step with the token.
    const installs = trusted.length > 0 ? all.flatMap(({ run }) => run?.match(/^npm .*/gm) ?? []) : [];
    expect(installs).toEqual(installs.map(() => 'npm ci --ignore-scripts'));
  });

  test('expands no expressions in scripts', () => {
    for (const { run = '' } of all) expect(run).not.toContain('${{');
  });
});

describe('the workflow that publishes on GitHub', () => {
  test('runs for every push, one run at a time', () => {
    expect(workflow.on).toEqual({ push: { branches: ['main'] }, workflow_dispatch: null });
    expect(workflow.concurrency).toEqual({ group: 'publish', 'cancel-in-progress': false });
  });

  test('publishes the pushed commit, with the history for renames', () => {
    expect(steps.at(-1)).toMatchObject({
      run: 'node bin/edgefeed.js publish --ref "$GITHUB_SHA"',
      env: { EDGEFEED_URL: '${{ vars.EDGEFEED_URL }}', EDGEFEED_TOKEN: '${{ secrets.EDGEFEED_TOKEN }}' },
    });
    expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toMatchObject({
      'fetch-depth': 0,
    });
    expect(steps.some(({ uses }) => uses?.startsWith('actions/setup-node@'))).toBe(true);
    expect(steps.some(({ run }) => run?.startsWith('npm ci'))).toBe(true);
  });

  test('succeeds with a notice if the settings are missing', () => {
    for (const settings of [{}, { HAS_URL: 'true' }, { HAS_TOKEN: 'true' }]) {
      expect(look(settings)).toEqual({
        code: 0,
        said: expect.stringMatching(/^::notice::.*EDGEFEED_TOKEN/),
        set: '',
      });
    }
    expect(look({ HAS_URL: 'true', HAS_TOKEN: 'true' })).toEqual({ code: 0, said: '', set: 'ready=true\n' });
    const others = steps.filter(({ id }) => id !== 'settings');
    expect(new Set(others.map((step) => step.if))).toEqual(new Set(['steps.settings.outputs.ready']));
  });
});
