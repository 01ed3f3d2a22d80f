import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serve } from '../../src/cli/local/serve.ts';
import { GitWorkspace } from './git-repository.ts';
import { article, jsonLines, titlesOf, Workspace, type Finished } from './workspace.ts';

/** Runs a command in a folder below the workspace. */
async function runIn(work: Workspace, folder: string, args: readonly string[]): Promise<Finished> {
  const { program, env } = work.command(args);
  return work.finish('sh', ['-c', `cd '${join(work.folder, folder)}' && exec ${program}`], env);
}

function configure(work: Workspace, folder: string, vars: Record<string, string>): void {
  const lines = Object.entries({ SITE_URL: 'https://feeds.example', ...vars }).map(
    ([name, value]) => `${name} = ${JSON.stringify(value)}`,
  );
  writeFileSync(join(work.folder, folder, 'wrangler.toml'), `[vars]\n${lines.join('\n')}\n`);
}

const titles = ({ stdout }: Finished): unknown[] => jsonLines(stdout).map(({ title }) => title);

describe('the setting CONTENT', () => {
  test.each(['.', 'content', 'content/deep'])(
    'is relative to its file, whatever the current folder is: %s',
    async (current) => {
      using work = new Workspace();
      work.write('deep/a.md', article('Deep'));
      configure(work, '.', { CONTENT: './content/deep/' });
      expect(titles(await runIn(work, current, ['check', '--json']))).toEqual(['Deep']);
    },
  );

  test('may name a folder beside that of the site, with the static folder further up', async () => {
    using work = new Workspace();
    mkdirSync(join(work.folder, 'feeds'));
    mkdirSync(join(work.folder, 'public'));
    writeFileSync(join(work.folder, 'public/notes.txt'), 'Notes');
    work.write('posts/a.md', article('A'));
    configure(work, 'feeds', { CONTENT: '../content/posts', STATIC: '../public' });
    const { code, stdout } = await runIn(work, 'feeds', ['check', '--json']);
    expect({ code, paths: jsonLines(stdout).map(({ path }) => path) }).toEqual({
      code: 0,
      paths: ['a.md', '/notes.txt'],
    });
  });

  test('is content if it is not set, and `new` makes the folder', async () => {
    using work = new Workspace();
    configure(work, '.', { CONTENT: 'notes' });
    const { code, stdout } = await runIn(work, 'content', ['new', 'First']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '../notes/First.md\n' });
  });

  test('gives way to --content', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    configure(work, '.', { CONTENT: 'elsewhere' });
    expect(titles(await runIn(work, '.', ['check', '--json', '--content', 'content']))).toEqual(['A']);
  });

  test('is refused if it is absolute', async () => {
    using work = new Workspace();
    configure(work, '.', { CONTENT: '/srv/blog' });
    const { code, stderr } = await runIn(work, '.', ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('CONTENT is "/srv/blog"; set it to a folder relative to that of this file');
  });

  test('names the folder in a commit, too, also for a site in a folder of the repository', async () => {
    using work = new GitWorkspace();
    await using worker = await serving(work);
    mkdirSync(join(work.folder, 'feeds'));
    work.write('posts/a.md', article('Committed'));
    configure(work, 'feeds', { CONTENT: '../content/posts' });
    work.commit(1_700_000_000);
    const { code, stderr } = await runIn(work, 'feeds', [
      'publish',
      '--ref',
      'HEAD',
      '--to',
      worker.url,
      '--state',
      work.state,
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await titlesOf(worker.url)).toEqual(['Committed']);
  });
});

async function serving(work: Workspace): Promise<{ url: string } & AsyncDisposable> {
  const served = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  return { url: served.url, [Symbol.asyncDispose]: async () => served.stop() };
}
