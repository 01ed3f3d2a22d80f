/** Blogs move here by their guides: no entry looks new, and each old address leads to its document, or is said to be lost. */

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HttpServer } from '../http-server.ts';
import { localWorker } from '../local-worker.ts';
import { Workspace, type Finished } from '../workspace.ts';
import { exportOf, oldBlogs, serveOldBlog, type LeadsTo, type OldBlog } from './old-blogs.ts';

/** An old blog, and the folder of its new site. */
interface Move {
  blog: OldBlog;
  work: Workspace;
  old: HttpServer;
  state: string;
}

async function succeeds(work: Workspace, ...args: string[]): Promise<Finished> {
  const result = await work.run(args);
  if (result.code !== 0) throw new Error(`${args.join(' ')}: ${result.stdout}${result.stderr}`);
  return result;
}

async function importBlog({ blog, work, old }: Move, ...options: string[]): Promise<string> {
  const source = exportOf(blog, work.folder, old.url);
  const more = [...blog.options(old.url), '--allow-private', ...options];
  return (await succeeds(work, 'import', source, ...more, '--to', work.content)).stdout;
}

const publish = ({ work, state }: Move): Promise<Finished> =>
  succeeds(work, 'publish', '--content', work.content, '--state', state, '--force');

async function expectNoneNew({ blog, work, old, state }: Move, path = blog.feed): Promise<string> {
  const { code, stdout } = await work.run(['compare', old.url + path, '--allow-private', '--state', state]);
  expect(stdout).toMatch(/^0 of \d+ entries will look new in (?:RSS|Atom|JSON Feed)/m);
  expect(stdout).not.toMatch(/another date|does not lead|do not lead|missing/);
  expect(code).toBe(0);
  return stdout.trimEnd().split('\n').at(-1)!;
}

/** Where an address leads, one redirect after the other. */
async function followed(url: string, address: string): Promise<LeadsTo | string> {
  let at = url + address;
  for (let step = 0; step < 5; step++) {
    const answer = await fetch(at, { redirect: 'manual' });
    await answer.body?.cancel();
    if (answer.status === 200) return decodeURIComponent(new URL(at).pathname);
    if (answer.status === 404) return 404;
    if (answer.status !== 301) return `${at} answers ${answer.status}`;
    at = new URL(answer.headers.get('Location')!, at).href;
  }
  return `${at} is reached after five redirects`;
}

describe.each(oldBlogs)('a blog of $name', (blog) => {
  const { home, worker } = localWorker();

  it('moves, is edited, moved within its folder, and imported again: no entry looks new', async () => {
    using work = new Workspace();
    await using old = await serveOldBlog(blog);
    const move = { blog, work, old, state: home.state };
    const said = await importBlog(move, '--files');
    const printed = said.split('\n').filter((line) => /^ {2}\/\S+ \/\S+$/.test(line));
    work.write('_redirects', [...printed.map((line) => line.trim()), ...blog.redirects, ''].join('\n'));
    await publish(move);
    const [page, text] = blog.shows;
    expect(await (await fetch(worker.url + page)).text()).toContain(text);
    const formats = blog.name === 'ghost' ? 'RSS (' : 'RSS, Atom and JSON Feed (';
    const none = `0 of ${blog.entries} entries will look new in ${formats}`;
    expect(await expectNoneNew(move)).toContain(none);

    const found: Record<string, LeadsTo> = {};
    for (const address of Object.keys(blog.addresses)) found[address] = await followed(worker.url, address);
    expect(found).toEqual(blog.addresses);

    appendFileSync(join(work.content, blog.edited, 'index.html'), '<p>Edited here.</p>\n');
    work.move(blog.edited, `essays/${blog.edited}`);
    expect(await importBlog(move, '--files')).toMatch(/^\d+ entries: .*1 edited here and kept/m);
    await publish(move);
    expect(await expectNoneNew(move)).toContain(none);
    expect(await (await fetch(`${worker.url}/feed.json`)).text()).toContain('Edited here.');
  });
});
