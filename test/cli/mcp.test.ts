/** `edgefeed mcp` with the client of the protocol's own SDK, in front of a running site, and of what is none. */

import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { limits } from '../../src/limits.ts';
import { TestSite } from '../e2e/site.ts';
import { serveHttp } from './http-server.ts';
import { article, Workspace } from './workspace.ts';

const program = join(import.meta.dirname, '../../bin/edgefeed.js');

let site: TestSite;
const home = new Workspace();

beforeAll(async () => {
  site = await TestSite.start();
  await site.publish({
    'a.md': article('Walks by the river', { tags: 'walks' }, 'The bridge was closed.'),
    'b.md': article('知乎', {}, '关于服务网格的文章。'),
    'long.md': article('Long', {}, '😀'.repeat(limits.mcpTextLength)),
    ...Object.fromEntries(
      Array.from({ length: 25 }, (_, i) => [`many/${i}.md`, article(`One of many ${i}`, { tags: 'many' })]),
    ),
  });
});

afterAll(async () => {
  await site[Symbol.asyncDispose]();
  home[Symbol.dispose]();
});

/** An application that has started the command. */
class Application implements AsyncDisposable {
  readonly client = new Client({ name: 'test', version: '1' });

  static async start(...args: string[]): Promise<Application> {
    const application = new Application();
    await application.client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [program, 'mcp', ...args],
        cwd: home.folder,
      }),
    );
    return application;
  }

  /** @returns what the tool says: a value, or why it failed */
  async call<Answer>(name: string, given: Record<string, unknown> = {}): Promise<Answer> {
    const { content, isError } = await this.client.callTool({ name, arguments: given });
    const [part] = content as { type: string; text: string }[];
    return (isError ? part!.text : JSON.parse(part!.text)) as Answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }
}

interface Listed {
  articles: { title: string; id: string; address: string }[];
  next?: string;
}

test('an application searches, reads, lists, and hears what has changed', async () => {
  await using application = await Application.start(site.url);
  await vi.waitFor(async () => {
    expect((await site.client.status()).unsearchable).toBeUndefined();
  }, 20_000);
  const { tools } = await application.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['search', 'read', 'list', 'changes']);
  expect(tools[0]!.inputSchema).toMatchObject({ type: 'object', required: ['words'] });

  const { matches } = await application.call<{
    matches: { title: string; excerpt?: string; address: string }[];
  }>('search', { words: '网格' });
  expect(matches).toMatchObject([{ title: '知乎', excerpt: '关于服务网格的文章。' }]);
  const byAddress = await application.call<{ article: { id: string; content_html: string } }>('read', {
    article: matches[0]!.address,
  });
  expect(byAddress.article.content_html).toContain('关于服务网格的文章。');
  expect(await application.call('read', { article: byAddress.article.id })).toEqual(byAddress);

  interface Part {
    article: { content_html: string };
    next?: number;
  }
  const parts: Part[] = [];
  for (let from: number | undefined = 0; from !== undefined; from = parts.at(-1)!.next)
    parts.push(await application.call<Part>('read', { article: '/articles/long', from }));
  expect(parts).toHaveLength(3);
  expect(parts[0]!.article.content_html).toHaveLength(limits.mcpTextLength);

  const first = await application.call<Listed>('list', { tag: 'many' });
  expect(first.articles).toHaveLength(20);
  const second = await application.call<Listed>('list', { tag: 'many', cursor: first.next });
  expect(new Set([...first.articles, ...second.articles].map(({ id }) => id)).size).toBe(25);
  expect(second.next).toBeUndefined();

  interface Changed {
    changes: { change: string }[];
    cursor: string;
    more: boolean;
  }
  const all = await application.call<Changed>('changes');
  expect(all).toMatchObject({ more: false });
  expect(all.changes).toHaveLength(28);
  await site.publish({ 'c.md': article('New') });
  const since = await application.call<Changed>('changes', { since: all.cursor });
  expect(since.changes).toMatchObject([{ change: 'added', article: { title: 'New' } }]);
});

test('a mistake is a sentence for the model, and the server goes on', async () => {
  await using application = await Application.start(site.url);
  expect(await application.call('read', { article: 'nope' })).toContain('The site has no article "nope"');
  expect(await application.call('list', { published_after: '2026-02-30' })).toContain(
    'There is no date "2026-02-30"',
  );
  expect(await application.call('changes', { since: 'nonsense' })).toContain(
    '"since" is none that this site has given',
  );
  expect(await application.call('search', { words: '' })).toEqual(expect.stringContaining('words'));
  expect(await application.call('list', { limit: 1000 })).toEqual(expect.stringContaining('limit'));
  expect(await application.call<Listed>('list', { limit: 1 })).toMatchObject({ articles: [{}] });
});

test('a site that is none, breaks off, or answers without end is told from an empty one', async () => {
  const piece = 'x'.repeat(1024 * 1024);
  await using other = await serveHttp((request, response) => {
    const { pathname } = new URL(request.url!, 'http://x');
    if (pathname === '/v1/search')
      return void response.setHeader('Content-Type', 'text/html').end('<h1>Hello</h1>');
    response.setHeader('Content-Type', 'application/json');
    if (pathname === '/v1/changes') return void response.write('{', () => response.destroy());
    response.on('error', () => {});
    const more = (): void => {
      if (!response.destroyed) response.write(piece, more);
    };
    more();
  });
  await using application = await Application.start(other.url);
  expect(await application.call('search', { words: 'x' })).toContain(
    'answers 200 with text/html instead of JSON',
  );
  expect(await application.call('changes')).toContain('cannot be reached: connection lost');
  expect(await application.call('list')).toContain(`more than ${limits.mcpBytes / 1024 / 1024}`);
  await using nothing = await Application.start('http://127.0.0.1:9');
  expect(await nothing.call('list')).toContain('http://127.0.0.1:9 cannot be reached');
});

test.each([['not-an-address'], ['ftp://feeds.example'], ['https://feeds.example/blog']])(
  'the address %s is refused, with a remedy',
  async (address) => {
    const { code, stdout, stderr } = await home.run(['mcp', address]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Write it like https://feeds.example.com');
  },
);
