/**
 * The guides of docs/moving for static generators, command by command, each on a blog of its own: no entry of the old feed
 * looks new, and every old address leads to its article.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { readConfig } from '../../../src/cli/site-config.ts';
import { writeAll } from '../init/blog-files.ts';
import { finished, Workspace, type Finished } from '../workspace.ts';
import { blogs, filesOf, type OldBlog } from './blogs.ts';

/** The commands of a guide, without their comments. */
function commandsOf(generator: string): string[] {
  const guide = readFileSync(join(import.meta.dirname, `../../../docs/moving/${generator}.md`), 'utf8');
  const [, block = ''] = /```sh\n([^]*?)```/.exec(guide) ?? [];
  return block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, ''))
    .filter(Boolean);
}

/** Somebody who follows a guide in the folder of a blog. */
class Reader implements AsyncDisposable {
  readonly work = new Workspace();
  readonly #blog: OldBlog;
  #site: Served | undefined;

  constructor(blog: OldBlog) {
    this.#blog = blog;
    writeAll(this.folder, filesOf(blog));
  }

  get folder(): string {
    return join(this.work.folder, 'my-blog');
  }

  get url(): string {
    return this.#site!.url;
  }

  /** @returns what the command said; undefined for one that needs a network, or is the shell's */
  async follow(command: string): Promise<Finished | undefined> {
    if (/^(?:cd my-blog|npm install|git add .*|npm run (?:edgefeed:)?deploy)$/.test(command))
      return undefined;
    if (/^(?:npm run build|bundle exec jekyll build|hugo|pelican .*)$/.test(command)) {
      const { feed, render, posts } = this.#blog;
      writeAll(this.folder, { [feed]: render(posts) });
      return undefined;
    }
    if (/^npm (?:start|run edgefeed:start)$/.test(command)) return this.#start();
    if (command.startsWith('cp '))
      return this.work.finish('sh', ['-c', `cd my-blog && ${command}`], process.env);
    const [, made, args = ''] = /^(?:npm create edgefeed|(npx --no edgefeed)) (.*)$/.exec(command)!;
    const words = args.split(' ').filter((word) => word !== '--');
    const state = words[0] === 'compare' ? ['--state', this.work.state] : [];
    return this.edgefeed(...(made === undefined ? ['init'] : []), ...words, ...state);
  }

  edgefeed(...args: string[]): Promise<Finished> {
    return finished(this.work.spawn(args, {}, this.folder));
  }

  async #start(): Promise<Finished> {
    const { vars } = readConfig(join(this.folder, 'wrangler.toml')).values as {
      vars: Record<string, string>;
    };
    this.#site = await serve({ state: this.work.state, host: '127.0.0.1', port: 0, vars, onLog: () => {} });
    return this.edgefeed('publish', '--state', this.work.state);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#site?.stop();
    this.work[Symbol.dispose]();
  }
}

/** `301 /articles/hello 200` */
async function lead(url: string, at: string): Promise<string> {
  const first = await fetch(url + encodeURI(at), { redirect: 'manual' });
  const place = first.headers.get('Location') ?? '';
  const path = URL.canParse(place) ? new URL(place).pathname : place;
  const second = place === '' ? undefined : await fetch(url + path, { redirect: 'manual' });
  return `${first.status} ${decodeURI(path)} ${second?.status ?? ''}`;
}

/** What each command of a guide prints, by its first words. */
async function followed(reader: Reader, commands: readonly string[]): Promise<Map<string, Finished>> {
  const said = new Map<string, Finished>();
  for (const command of commands) {
    const result = await reader.follow(command);
    if (result !== undefined) said.set(command.split(' ').slice(0, 4).join(' '), result);
  }
  return said;
}

test.each(Object.entries(blogs))(
  'the guide for %s keeps every id, every old address leads to its article, and both hold when it is edited',
  async (generator, blog) => {
    await using reader = new Reader(blog);
    const commands = commandsOf(generator);
    expect(commands.length).toBeGreaterThan(8);
    const said = await followed(reader, commands);
    for (const [command, result] of said) expect({ command, ...result }).toMatchObject({ command, code: 0 });
    const all = blog.posts.length;
    expect(said.get('npx --no edgefeed import')!.stdout).toContain(
      `${all} entries: ${all} articles got their ids`,
    );
    const kept = `\n0 of ${all} entries will look new in RSS, Atom and JSON Feed`;
    const compared = said.get('npx --no edgefeed compare')!.stdout;
    expect(compared).toContain(kept);
    expect(compared).not.toMatch(/another date|do not lead|does not lead/);
    for (const { at, file, title } of blog.posts) {
      const [status, place, end] = (await lead(reader.url, at)).split(' ');
      expect({ file, status, end }).toEqual({ file, status: '301', end: '200' });
      expect(await (await fetch(reader.url + encodeURI(place!))).text()).toContain(title);
    }
    for (const [at, to] of Object.entries(blog.lists))
      expect(await lead(reader.url, at)).toBe(`301 ${to} 200`);

    const [{ file, title }] = blog.posts as [OldBlog['posts'][number]];
    const path = join(reader.folder, file);
    const source = readFileSync(path, 'utf8');
    const again = await reader.edgefeed('import', '../old-feed.xml', '--ids');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`${all} had them (`) });
    expect(readFileSync(path, 'utf8')).toBe(source);
    writeFileSync(path, source.replace('Text', 'Other words').replace(title, 'Another title'));
    const { state } = reader.work;
    await reader.edgefeed('publish', '--state', state);
    const after = await reader.edgefeed('compare', '../old-feed.xml', '--state', state);
    expect(after).toMatchObject({ code: 0, stdout: expect.stringContaining(kept) });
    expect(await (await fetch(`${reader.url}/atom.xml`)).text()).toContain('Other words');
  },
);

test('without the ids, every entry would look new', async () => {
  const { hexo: blog } = blogs as { hexo: OldBlog };
  await using reader = new Reader(blog);
  const said = await followed(
    reader,
    commandsOf('hexo').filter((line) => !line.includes(' import ')),
  );
  const all = blog.posts.length;
  expect(said.get('npx --no edgefeed compare')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`\n${all} of ${all} entries will look new`),
  });
});
