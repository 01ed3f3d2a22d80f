import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, type Client } from '../../../src/cli/client/client.ts';
import { Follower } from '../../../src/cli/local/follow.ts';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { FileMap } from '../../../src/cli/source/files.ts';
import { scan, scanSite } from '../../../src/cli/source/scan.ts';
import { siteFolders } from '../../../src/cli/source/site-folders.ts';
import { execute, prepare } from '../../../src/cli/publish/publish.ts';
import { showFile } from '../../show/show-file.ts';
import { article, Workspace } from '../workspace.ts';
import { soon } from '../../soon.ts';

const home = new Workspace();
let worker: Served;
let client: Client;

beforeAll(async () => {
  worker = await serve({ state: home.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  client = connect({ ...worker, local: true });
});

afterAll(async () => {
  await worker.stop();
  home[Symbol.dispose]();
});

/** The outcomes in short: `move a.md → b.md`. */
async function publish(follower: Follower, ...touched: string[]): Promise<string[]> {
  const { outcomes } = await follower.publish(touched);
  return outcomes.map(
    ({ action, path, from }) => `${action} ${from === undefined ? '' : `${from} → `}${path}`,
  );
}

describe('watching a content folder', () => {
  let work: Workspace;
  let follower: Follower;

  beforeEach(async () => {
    work = new Workspace();
    work.write('a.md', article('A'));
    work.write('folder/b.md', article('B'));
    const found = await scan(work.content);
    await Array.fromAsync(execute(await prepare(found, client), client, silent));
    follower = new Follower(work.folders, client, found, []);
    return () => work[Symbol.dispose]();
  });

  test('a file that is touched but unchanged is not sent', async () => {
    work.write('a.md', article('A'));
    expect(await publish(follower, 'a.md')).toEqual([]);
  });

  test('a new file with the content of a missing one is a move, even before the deletion is reported', async () => {
    work.move('a.md', 'moved.md');
    expect(await publish(follower, 'moved.md')).toEqual(['move a.md → moved.md']);
    expect(await publish(follower, 'a.md')).toEqual([]);
  });

  test('the deletion of a file is held back while it may be moving', async () => {
    work.move('a.md', '../a.md');
    expect(await follower.publish(['a.md'])).toEqual({ outcomes: [], missing: ['a.md'] });
    work.move('../a.md', 'moved.md');
    expect(await publish(follower, 'moved.md')).toEqual(['move a.md → moved.md']);
  });

  test('a missing file is deleted after the move window', async () => {
    work.remove('a.md');
    await vi.waitFor(async () => expect(await publish(follower, 'a.md')).toEqual(['delete a.md']), soon);
  });

  test('a copy is a new article', async () => {
    work.write('copy.md', article('A'));
    expect(await publish(follower, 'copy.md')).toEqual(['add copy.md']);
  });

  test('a folder stands for all its present and former files', async () => {
    work.move('folder', 'renamed');
    expect(await publish(follower, 'folder', 'renamed')).toEqual(['move folder/b.md → renamed/b.md']);
  });

  test('a file that was refused because of another one is published once that one makes room', async () => {
    const write = (folder: string, category: string): void =>
      work.write(`${folder}/_show.md`, showFile(`category: ${category}\n`));
    const sent = async (...touched: string[]): Promise<string[]> =>
      (await follower.publish(touched)).outcomes.map(({ path, result }) => `${path} ${result.status}`);
    write('s', 'S');
    write('t', 'T');
    expect(await sent('s', 't')).toEqual(['s/_show.md show', 't/_show.md show']);
    // An editor saves one file after the other.
    write('s', 'T');
    expect(await sent('s/_show.md')).toEqual(['s/_show.md error']);
    expect(await sent('a.md')).toEqual([]);
    work.write('a.md', article('A, edited'));
    expect(await sent('a.md')).toEqual(['a.md article']);
    write('t', 'S');
    expect(await sent('t/_show.md')).toEqual(['s/_show.md show', 't/_show.md show']);
    work.write('twin.md', article('Twin', { slug: 'a' }));
    expect(await sent('twin.md')).toEqual(['twin.md error']);
    work.remove('a.md');
    await vi.waitFor(
      async () => expect(await sent('a.md')).toEqual(['a.md deleted', 'twin.md article']),
      soon,
    );
  });

  test('a file that takes the place of a folder deletes what was in it', async () => {
    work.remove('folder');
    work.write('folder', 'no article');
    await vi.waitFor(
      async () => expect(await publish(follower, 'folder/b.md', 'folder')).toEqual(['delete folder/b.md']),
      soon,
    );
  });

  test('the empty path stands for the whole folder', async () => {
    work.write('a.md', article('A, edited'));
    work.write('c.md', article('C'));
    expect(await publish(follower, '')).toEqual(['change a.md', 'add c.md']);
  });

  test('a refused file is sent again when it is touched, even unchanged', async () => {
    work.write('a.md', '---\ntitle: [\n---\n');
    expect(await publish(follower, 'a.md')).toEqual(['change a.md']);
    work.write('a.md', article('A'));
    const { outcomes } = await follower.publish(['a.md']);
    expect(outcomes).toMatchObject([{ path: 'a.md', result: { status: 'unchanged' } }]);
  });

  describe('a file that is refused for a conflict', () => {
    const named = (title: string, more: string) =>
      `---\ntitle: ${title}\ndate: 2024-01-01\n${more}\n---\nText\n`;
    const show = (category: string) => showFile(`category: ${category}\n`);

    beforeEach(async () => {
      const folders = siteFolders(work, { staticFolder: 'static', ignored: [], maxBytes: 1e6 });
      follower = new Follower(folders, client, await scanSite(folders), []);
    });

    const cases: [
      what: string,
      first: string,
      firstText: string,
      second: string,
      secondText: string,
      free: string,
    ][] = [
      [
        'an id',
        'one.md',
        named('One', 'id: urn:x:1'),
        'two.md',
        named('Two', 'id: urn:x:1'),
        named('One', 'id: urn:x:2'),
      ],
      [
        'an address',
        'one.md',
        named('One', 'slug: s'),
        'two.md',
        named('Two', 'slug: s'),
        named('One', 'slug: t'),
      ],
      [
        'a draft',
        'one.md',
        named('One', 'slug: d'),
        'two.md',
        named('Two', 'slug: d'),
        named('One', 'slug: d\ndraft: true'),
      ],
      ['a category', 'p/_show.md', show('c'), 'q/_show.md', show('c'), show('d')],
      ['an alias', 'one.md', named('One', 'aliases: [/files/two.txt]'), 'two.txt', 'Two', named('One', '')],
    ];

    test.each(cases)(
      'is published once the other file is deleted: %s',
      async (_, first, text, second, other) => {
        work.write(first, text);
        work.write(second, other);
        await publish(follower, first);
        expect((await follower.publish([second])).outcomes).toMatchObject([
          { path: second, result: { status: 'error' } },
        ]);
        work.remove(first);
        await vi.waitFor(
          async () => expect(await publish(follower, first)).toEqual([`delete ${first}`, `change ${second}`]),
          soon,
        );
        expect(await publish(follower, second)).toEqual([]);
      },
    );

    // An alias stays when it is taken out of the front matter.
    test.each(cases.slice(0, -1))(
      'is published once the other file is edited: %s',
      async (_, first, text, second, other, free) => {
        work.write(first, text);
        work.write(second, other);
        await publish(follower, first);
        await publish(follower, second);
        work.write(first, free);
        const { outcomes } = await follower.publish([first]);
        expect(outcomes).toMatchObject([
          { path: first, action: 'change' },
          { path: second, result: { problems: [] } },
        ]);
        expect(outcomes[1]!.result.status).not.toBe('error');
      },
    );

    test('is reported once, however much else changes, and then when the reason is another', async () => {
      work.write('one.md', named('One', 'id: urn:x:1'));
      work.write('two.md', named('Two', 'id: urn:x:1'));
      await publish(follower, 'one.md', 'two.md');
      work.write('a.md', article('A, edited'));
      expect(await publish(follower, 'a.md')).toEqual(['change a.md']);
      work.move('one.md', 'three.md');
      expect(await publish(follower, 'one.md', 'three.md')).toEqual([
        'move one.md → three.md',
        'change two.md',
      ]);
    });

    test('is still a move, and its former address leads to it', async () => {
      work.write('one.md', named('One', 'aliases: [/files/two.txt]'));
      work.write('x.txt', 'Two');
      await publish(follower, 'one.md', 'x.txt');
      work.move('x.txt', 'two.txt');
      expect((await follower.publish(['x.txt', 'two.txt'])).outcomes).toMatchObject([
        { action: 'move', from: 'x.txt', path: 'two.txt', result: { status: 'error' } },
      ]);
      work.remove('one.md');
      await vi.waitFor(
        async () =>
          expect(await publish(follower, 'one.md')).toEqual(['delete one.md', 'move x.txt → two.txt']),
        soon,
      );
      const left = async () => fetch(`${worker.url}/files/x.txt`, { redirect: 'manual' });
      await vi.waitFor(async () => expect((await left()).status).toBe(301), soon);
    });

    test('is sent once more after an answer that was lost', async () => {
      work.write('one.md', named('One', 'id: urn:x:1'));
      work.write('two.md', named('Two', 'id: urn:x:1'));
      let isDown = false;
      const wavering = new Proxy(client, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (name !== 'publish')
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          return async (...given: Parameters<Client['publish']>) => {
            const body = Buffer.from(given[0]).toString();
            if (isDown && body.includes('two.md')) throw new Error('no answer');
            return target.publish(...given);
          };
        },
      });
      const other = new Follower(
        work.folders,
        wavering,
        { files: new FileMap(), assets: new FileMap(), spelling: new Map() },
        [],
      );
      await other.publish(['one.md']);
      await other.publish(['two.md']);
      work.write('one.md', named('One', 'id: urn:x:2'));
      isDown = true;
      await expect(other.publish(['one.md'])).rejects.toThrow('no answer');
      isDown = false;
      expect(await publish(other, 'one.md')).toEqual(['change two.md']);
    });
  });

  test('a refused move leaves nothing behind once its file is gone or moves on', async () => {
    for (const end of ['gone', 'on'] as const) {
      work.write('b.md', article('B'));
      await publish(follower, 'b.md');
      work.move('b.md', 'x/_show.md');
      expect(await publish(follower, 'b.md', 'x/_show.md')).toEqual(['move b.md → x/_show.md']);
      if (end === 'gone') work.remove('x/_show.md');
      else work.move('x/_show.md', 'x/c.md');
      const touched = ['x/_show.md', ...(end === 'on' ? ['x/c.md'] : [])];
      await vi.waitFor(async () => {
        await follower.publish(touched);
        const { steps } = (await prepare(await scan(work.content), client)).plan;
        expect(steps).toEqual([]);
      }, soon);
    }
  });

  test('whatever is saved, moved and deleted, nothing is left that a publish would still accept', async () => {
    const paths = ['a.md', 'b.md', 'c.md', 'x/_show.md', 'y/_show.md'];
    const articles = fc.record({
      id: fc.constantFrom('', 'id: urn:x:1\n', 'id: urn:x:2\n'),
      slug: fc.constantFrom('', 'slug: s\n', 'slug: t\n'),
      draft: fc.constantFrom('', '', 'draft: true\n'),
    });
    const step = fc.record({
      path: fc.constantFrom(...paths),
      what: fc.oneof(
        articles.map(({ id, slug, draft }) => ({ matter: id + slug + draft })),
        fc.constantFrom(...paths).map((to) => ({ to })),
        fc.constant('gone' as const),
      ),
      category: fc.constantFrom('c', 'd'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        using own = new Workspace();
        const plan = async () => prepare(await scan(own.content), client);
        await Array.fromAsync(execute(await plan(), client, silent));
        const following = new Follower(own.folders, client, await scan(own.content), []);
        for (const { path, what, category } of steps) {
          const isThere = existsSync(join(own.content, path));
          let touched = [path];
          if (what === 'gone') {
            if (isThere) own.remove(path);
          } else if ('to' in what) {
            if (!isThere || what.to === path) continue;
            own.move(path, what.to);
            touched = [path, what.to];
          } else if (path.endsWith('_show.md')) own.write(path, showFile(`category: ${category}\n`));
          else own.write(path, `---\ntitle: ${path}\ndate: 2024-01-01\n${what.matter}---\nText\n`);
          await vi.waitFor(async () => {
            touched = (await following.publish(touched)).missing;
            expect(touched).toEqual([]);
          }, soon);
        }
        const left = await Array.fromAsync(execute(await plan(), client, silent));
        expect(left.filter(({ result: { status } }) => status !== 'error')).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('a missing content folder is an error, and deletes nothing', async () => {
    work.remove('.');
    await expect(follower.publish(['', 'a.md'])).rejects.toThrow(/no such folder/);
  });
});
