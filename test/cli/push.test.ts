import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { exitCodes } from '../../src/cli/exit.ts';
import { GitWorkspace } from './git-repository.ts';
import { article, itemsOf, titlesOf, Workspace, type Finished } from './workspace.ts';

/** Long enough for git to recognise an edited one, and to tell two apart. */
const essay = (title: string, word: string): string =>
  article(title, {}, Array.from({ length: 30 }, (_, i) => `${word} ${i}, and ${word} once more.`).join('\n'));

let home: Workspace;
let worker: Served;

// A separate worker per group, since the order of pushes is permanent.
const ownWorker = (): void => {
  beforeAll(async () => {
    home = new Workspace();
    worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  });
  afterAll(async () => {
    await worker.stop();
    home[Symbol.dispose]();
  });
};

const publish = async (work: Workspace, ...args: string[]): Promise<Finished> =>
  work.run(['publish', '--content', work.content, '--state', home.state, ...args]);

/** Publishes a commit of the work tree's repository, or of another one. */
const publishRef = async (work: Workspace, ref: string, ...args: string[]): Promise<Finished> =>
  work.run(['publish', '--ref', ref, '--git-dir', `${work.folder}/.git`, '--state', home.state, ...args]);

const idsByTitle = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await itemsOf(worker.url)).map(({ title, id }) => [title, id]));

describe('publishing a commit', () => {
  ownWorker();

  test('names a pointer of Git LFS by folder, commit and check, and keeps the article', async () => {
    using work = new GitWorkspace();
    work.write('large.md', article('Large'));
    expect(await publishRef(work, work.commit(1_700_000_000))).toMatchObject({ code: exitCodes.ok });
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 999\n`;
    work.write('large.md', pointer);
    const head = work.commit(1_700_000_100);
    const runs = [
      await publishRef(work, head),
      await publish(work),
      await work.run(['check', '--content', work.content]),
    ];
    for (const { code, stdout } of runs) {
      expect(code).toBe(exitCodes.refused);
      expect(stdout).toMatch(/large\.md:1:1: error: .*git lfs pull.* \[pointer\]/);
    }
    expect(await titlesOf(worker.url)).toEqual(['Large']);
    work.remove('large.md');
    work.commit(1_700_000_200);
    await publishRef(work, 'HEAD');
  });

  test('needs no work tree, and an older commit does not undo a newer one', async () => {
    using work = new GitWorkspace();
    work.write('a.md', article('A'));
    const first = work.commit(1_800_000_000);
    work.write('a.md', article('A, edited'));
    work.write('b.md', article('B'));
    const second = work.commit(1_800_000_100);
    const gitDir = work.bare();
    work.remove('.');
    const bare = ['--git-dir', gitDir];

    expect(await publishRef(work, first, ...bare)).toMatchObject({ code: exitCodes.ok });
    expect(await titlesOf(worker.url)).toEqual(['A']);
    expect(await publishRef(work, 'main', ...bare)).toMatchObject({
      code: exitCodes.ok,
      stdout: expect.stringMatching(/^1 added, 1 changed \(/),
    });
    expect(await publishRef(work, first, ...bare)).toEqual({
      code: exitCodes.outdated,
      stdout: '',
      stderr: expect.stringMatching(
        new RegExp(`^edgefeed: A newer push is published already: ${second.slice(0, 12)} of 2027-.*--force`),
      ),
    });
    expect(await titlesOf(worker.url)).toEqual(['A, edited', 'B']);
    const { stdout } = await work.run(['status', '--state', home.state]);
    expect(stdout).toContain(`last push     ${second.slice(0, 12)} of 2027-`);

    expect(await publishRef(work, first, ...bare, '--force')).toMatchObject({ code: exitCodes.ok });
    expect(await titlesOf(worker.url)).toEqual(['A']);
    expect(await publishRef(work, second, ...bare)).toMatchObject({ code: exitCodes.ok });
  });

  test('--dry-run does not register the push', async () => {
    using work = new GitWorkspace();
    work.write('a.md', article('Later'));
    work.commit(1_900_000_000);
    expect(await publishRef(work, 'HEAD', '--dry-run')).toMatchObject({
      code: 0,
      stdout: 'M  a.md\nD  b.md\n',
    });
    const { stdout } = await work.run(['status', '--state', home.state, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ push: { time: 1_800_000_100_000 } });
  });

  test('--git-dir without --ref is an error', async () => {
    using work = new GitWorkspace();
    expect(await publish(work, '--git-dir', work.folder)).toMatchObject({ code: exitCodes.usage });
  });
});

describe('files that are renamed and edited at once', () => {
  ownWorker();

  test('keep their ids when a commit or a work tree is published', async () => {
    using work = new GitWorkspace();
    work.write('cats.md', essay('Cats', 'cat'));
    work.write('dogs.md', essay('Dogs', 'dog'));
    work.write('birds.md', essay('Birds', 'bird'));
    work.commit(1_800_000_000);
    await publishRef(work, 'HEAD');
    const { Cats, Dogs, Birds } = await idsByTitle();

    work.remove('cats.md');
    work.write('animals/felines.md', `${essay('Felines', 'cat')}One line more.\n`);
    work.remove('birds.md');
    work.write('birds/birds.md', `${essay('All birds', 'bird')}One line more.\n`);
    work.commit(1_800_000_001);
    expect(await publishRef(work, 'HEAD', '--dry-run')).toMatchObject({
      stdout: 'R  cats.md -> animals/felines.md\nR  birds.md -> birds/birds.md\n',
    });
    expect(await publishRef(work, 'HEAD')).toMatchObject({
      stdout: expect.stringMatching(/^2 moved, 1 unch/),
    });
    expect(await idsByTitle()).toEqual({ Felines: Cats, Dogs, 'All birds': Birds });

    // Neither committed nor added.
    work.remove('dogs.md');
    work.write('animals/canines.md', `${essay('Canines', 'dog')}One line more.\n`);
    expect(await publish(work)).toMatchObject({ stdout: expect.stringMatching(/^1 moved, 2 unchanged/) });
    expect(await idsByTitle()).toEqual({ Felines: Cats, Canines: Dogs, 'All birds': Birds });
    // Nothing was written to the repository, which lacks the blob of the new file.
    const blob = work.git('hash-object', 'content/animals/canines.md').trim();
    expect(() => work.git('cat-file', '-e', blob)).toThrow('Command failed');

    work.remove('animals/canines.md');
    work.write('animals/fish.md', essay('Fish', 'fish'));
    expect(await publish(work)).toMatchObject({
      stdout: expect.stringMatching(/^1 added, 1 deleted, 2 unch/),
    });
    expect((await idsByTitle())['Fish']).not.toBe(Dogs);
  });
});

describe('a publish that deletes many articles', () => {
  ownWorker();

  const names = Array.from({ length: 20 }, (_, i) => `${i}.md`);

  /** Runs the command on a pseudo-terminal, and types the answer. */
  const onTerminal = async (work: Workspace, answer: string): Promise<Finished> => {
    const { program, env } = work.command(['publish', '--content', work.content, '--state', home.state]);
    return work.finish('script', ['-qec', program, '/dev/null'], env, answer);
  };

  test('needs --force without a terminal, and confirmation on a terminal', async () => {
    using work = new Workspace();
    for (const name of names) work.write(name, article(name));
    await publish(work);
    for (const name of names.slice(0, 6)) work.remove(name);
    expect(await publish(work)).toEqual({
      code: exitCodes.needsForce,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: This would delete 6 of 20 published files, so nothing .*--force/,
      ),
    });
    expect(await publish(work, '--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^(D {2}\d\.md\n){6}$/),
      stderr: expect.stringContaining('--force'),
    });
    expect(await onTerminal(work, 'n\n')).toMatchObject({ code: exitCodes.needsForce });
    expect(await titlesOf(worker.url)).toHaveLength(20);
    expect(await onTerminal(work, 'y\n')).toMatchObject({
      code: exitCodes.ok,
      stdout: expect.stringMatching(/Continue\? \[y\/N\][^]*6 deleted/),
    });
    expect(await titlesOf(worker.url)).toHaveLength(14);
    for (const name of names.slice(6)) work.remove(name);
    expect(await publish(work, '--force')).toMatchObject({ code: exitCodes.ok });
    expect(await titlesOf(worker.url)).toEqual([]);
  });

  test('excludes one that moves everything, or deletes a fifth', async () => {
    using work = new Workspace();
    for (const name of names) work.write(`old/${name}`, article(name));
    await publish(work, '--force');
    work.move('old', 'new');
    for (const name of names.slice(0, 4)) work.remove(`new/${name}`);
    expect(await publish(work)).toMatchObject({
      code: exitCodes.ok,
      stdout: expect.stringMatching(/^16 moved, 4 deleted/),
    });
  });
});

describe('a commit that deletes many articles', () => {
  ownWorker();

  const names = Array.from({ length: 20 }, (_, i) => `${i}.md`);

  test('is registered only after confirmation', async () => {
    using work = new GitWorkspace();
    for (const name of names) work.write(name, article(name));
    const first = work.commit(1_800_000_000);
    work.write('0.md', article('Edited'));
    const second = work.commit(1_800_000_100);
    for (const name of names.slice(1, 10)) work.remove(name);
    const third = work.commit(1_800_000_200);

    await publishRef(work, first);
    expect(await publishRef(work, third)).toMatchObject({
      code: exitCodes.needsForce,
      stderr: expect.stringMatching(/^edgefeed: This would delete 9 of 20 published files/),
    });
    // The third was not published, so the second is still the newest.
    expect(await publishRef(work, second)).toMatchObject({
      code: exitCodes.ok,
      stdout: expect.stringMatching(/^1 changed/),
    });
    expect(await publishRef(work, third, '--force')).toMatchObject({ code: exitCodes.ok });
    expect(await publishRef(work, second)).toMatchObject({ code: exitCodes.outdated });
  });

  test('is reported as outdated if a newer push has added the missing articles', async () => {
    using work = new GitWorkspace();
    work.write('0.md', article('Edited'));
    const older = work.commit(1_800_000_150);
    expect(await publishRef(work, older)).toEqual({
      code: exitCodes.outdated,
      stdout: '',
      stderr: expect.stringMatching(/^edgefeed: A newer push is published already: [0-9a-f]{12} of 2027-/),
    });
  });
});

describe('two publishers at once', () => {
  ownWorker();

  const names = Array.from({ length: 150 }, (_, i) => `${i}.md`);

  test('with the same files give the same result without errors', async () => {
    using work = new Workspace();
    for (const name of names) work.write(name, article(name));
    const both = await Promise.all([publish(work), publish(work)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await publish(work)).toMatchObject({ stdout: expect.stringMatching(/^150 unchanged/) });
  });

  test('with different files leave each file in one of its versions, until the next publish', async () => {
    using one = new Workspace();
    using other = new Workspace();
    for (const name of names) one.write(name, article(`One ${name}`));
    for (const name of names) other.write(name, article(`Other ${name}`));
    const both = await Promise.all([publish(one), publish(other)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    for (const title of await titlesOf(worker.url)) expect(title).toMatch(/^(One|Other) \d+\.md$/);
    await publish(one);
    expect(await publish(one)).toMatchObject({ stdout: expect.stringMatching(/^150 unchanged/) });
  });

  test('with two commits leave the newer one, whichever is faster', async () => {
    using work = new GitWorkspace();
    for (const name of names) work.write(name, article(`Older ${name}`));
    const older = work.commit(1_800_000_000);
    for (const name of names) work.write(name, article(`Newer ${name}`));
    work.remove('0.md');
    const newer = work.commit(1_800_000_100);
    const [first, second] = await Promise.all([publishRef(work, older), publishRef(work, newer)]);
    expect([exitCodes.ok, exitCodes.outdated]).toContain(first.code);
    expect(second.code).toBe(exitCodes.ok);
    expect(await publishRef(work, newer)).toMatchObject({ stdout: expect.stringMatching(/^149 unchanged/) });
  });
});
