/** Feeds at addresses: their older pages, and servers that are of no help. Real servers on the loopback interface. */

import { createServer, type AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { serveHttp, type HttpServer } from '../http-server.ts';
import { finished, Workspace } from '../workspace.ts';
import { filesIn, importInto, sourceOf } from './importing.ts';

/** A server of documents by path and query; `S` stands for its address. */
async function serve(documents: Record<string, string>): Promise<HttpServer & { asked: string[] }> {
  const asked: string[] = [];
  const server = await serveHttp(({ url = '', headers }, response) => {
    asked.push(url);
    const document = documents[url];
    if (document?.startsWith('/')) response.writeHead(302, { Location: document }).end();
    else if (document === undefined) response.writeHead(404).end();
    else response.end(document.replaceAll('S/', `http://${headers.host}/`));
  });
  return Object.assign(server, { asked });
}

const item = (name: string): string =>
  `<item><title>${name}</title><link>S/${name}</link><guid>${name}</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><description>x</description></item>`;

const rss = (names: string, head = ''): string =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>S/</link>${head}${Array.from(names).map(item).join('')}</channel></rss>`;

const link = (rel: string, href: string): string => `<atom:link rel="${rel}" href="${href}"/>`;

async function imported(documents: Record<string, string>, path = '/feed') {
  await using server = await serve(documents);
  using work = new Workspace();
  const result = await importInto(work, server.url + path, '--allow-private');
  const names = filesIn(work.content)
    .map((file) => /-(\w)\.html$/.exec(file)?.[1])
    .join('');
  return { ...result, names, asked: server.asked, url: server.url };
}

describe('a feed at an address', () => {
  it('is followed to its archive (RFC 5005), in RSS', async () => {
    const { names, asked } = await imported({
      '/feed': rss('fe', link('prev-archive', '/archive/2')),
      '/archive/2': rss('dc', link('prev-archive', '/archive/1')),
      '/archive/1': rss('ba'),
    });
    expect([names, asked]).toEqual(['abcdef', ['/feed', '/archive/2', '/archive/1']]);
  });

  it('is followed to its next page, in Atom and JSON Feed', async () => {
    const entry = (name: string): string =>
      `<entry><id>urn:x:${name}</id><title>${name}</title><link href="S/${name}"/><updated>2024-01-01T00:00:00Z</updated></entry>`;
    const feed = (name: string, next = ''): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>T</title><link href="S/"/>${next}${entry(name)}</feed>`;
    expect(
      (await imported({ '/feed': feed('b', '<link rel="next" href="/2"/>'), '/2': feed('a') })).names,
    ).toBe('ab');
    const json = (name: string, next_url?: string): string =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        next_url,
        items: [
          {
            id: name,
            url: `S/${name}`,
            title: name,
            date_published: '2024-01-01T00:00:00Z',
            content_text: '',
          },
        ],
      });
    expect((await imported({ '/feed': json('b', 'S/2'), '/2': json('a') })).names).toBe('ab');
  });

  it("is followed by WordPress's numbers, until there are no more", async () => {
    const generator = '<generator>https://wordpress.org/?v=6.6</generator>';
    const { names, asked, code } = await imported(
      {
        '/feed/?x=1': rss('fe', generator),
        '/feed/?x=1&paged=2': rss('dc', generator),
        '/feed/?x=1&paged=3': rss('ba', generator),
      },
      '/feed/?x=1',
    );
    expect([names, code, asked.at(-1)]).toEqual(['abcdef', 0, '/feed/?x=1&paged=4']);
  });

  it('is followed to an archive whose first document has only what the feed has', async () => {
    const { names, code } = await imported({
      '/feed': rss('dc', link('prev-archive', '/archive/2')),
      '/archive/2': rss('dc', link('prev-archive', '/archive/1')),
      '/archive/1': rss('ba'),
    });
    expect([names, code]).toEqual(['abcd', 0]);
  });

  it('is not followed in a circle, nor on and on to pages that have nothing new', async () => {
    const circle = await imported({
      '/feed': rss('d', link('next', '/2')),
      '/2': rss('c', link('next', '/feed')),
    });
    expect([circle.names, circle.asked]).toEqual(['cd', ['/feed', '/2']]);
    const pages = Array.from({ length: 9 }, (_, i) => [`/${i}`, rss('d', link('next', `/${i + 1}`))]);
    const same = await imported(Object.fromEntries(pages) as Record<string, string>, '/0');
    expect([same.names, same.asked]).toEqual(['d', ['/0', '/1', '/2', '/3', '/4', '/5']]);
  });

  it('keeps what it has when an older page is missing, and says which', async () => {
    const { names, code, stderr, url } = await imported({
      '/feed': rss('ba', link('prev-archive', '/gone')),
    });
    expect([names, code]).toEqual(['ab', 3]);
    expect(stderr).toContain(`edgefeed: ${url}/gone cannot be imported: the server answers 404.`);
  });

  it('that moved while it was read has each entry once', async () => {
    const { names, stdout } = await imported({
      '/feed': rss('dc', link('next', '/2')),
      '/2': rss('cb', link('next', '/3')),
      '/3': rss('a'),
    });
    expect(names).toBe('abcd');
    expect(stdout).toContain('In the source twice, and taken once: 1 entry');
  });
});

describe('a server that compresses, though it was asked not to', () => {
  it('is understood, and bounded all the same', async () => {
    await using server = await serveHttp(({ url }, response) => {
      const bytes = gzipSync(rss('ab'));
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(url === '/feed' ? bytes : bytes.subarray(0, 50));
    });
    using work = new Workspace();
    const { code } = await importInto(work, `${server.url}/feed`, '--allow-private');
    expect([code, filesIn(work.content).length]).toEqual([0, 2]);
    const cut = await importInto(work, `${server.url}/cut`, '--allow-private');
    expect([cut.code, cut.stderr]).toEqual([3, expect.stringContaining('/cut cannot be imported: the ')]);
  });
});

describe('a page of the web', () => {
  it('names its feed, and so does the command', async () => {
    const { stderr, url } = await imported({
      '/feed': '<!doctype html><link rel="alternate" type="application/atom+xml" href="/atom.xml">',
    });
    expect(stderr).toContain(`a web page, which names its feed: import ${url}/atom.xml.`);
  });
});

describe('a server that is of no help', () => {
  it.each([
    ['redirects in a circle', { '/feed': '/a', '/a': '/feed' }, 'redirects more than 5 times'],
    ['has no such feed', {}, 'the server answers 404'],
  ])('%s: one sentence, and nothing is written', async (_, documents, reason) => {
    const { code, stderr, names, url } = await imported(documents);
    expect([code, names]).toEqual([3, '']);
    expect(stderr).toBe(`edgefeed: ${url}/feed cannot be imported: ${reason}. Nothing was imported.\n`);
  });

  it('hangs up in the middle: nothing is written', async () => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss><channel>'));
      socket.on('error', () => {});
    });
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    using work = new Workspace();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { code, stderr } = await importInto(work, url, '--allow-private');
    expect([code, filesIn(work.content)]).toEqual([3, []]);
    expect(stderr).toBe(
      `edgefeed: ${url} cannot be imported: the host closed the connection. Nothing was imported.\n`,
    );
    await new Promise((closed) => void server.close(closed));
  });

  it('is not asked at a private address, unless that is allowed', async () => {
    await using server = await serve({ '/feed': rss('a') });
    using work = new Workspace();
    const { code, stderr } = await importInto(work, `${server.url}/feed`);
    expect([code, server.asked]).toEqual([3, []]);
    expect(stderr).toContain('it is at the private address 127.0.0.1; add --allow-private if you trust it.');
  });
});

describe('Ctrl-C', () => {
  it('while an older page is awaited: what was read stays, and the exit code is 130', async () => {
    const held = Promise.withResolvers<void>();
    await using server = await serveHttp(({ url }, response) => {
      // The second page never comes.
      if (url === '/feed') response.end(rss('ba', link('prev-archive', '/older')));
      else held.resolve();
    });
    using work = new Workspace();
    const child = work.spawn(['import', `${server.url}/feed`, '--allow-private', '--to', work.content]);
    const ended = finished(child);
    await held.promise;
    process.kill(child.pid!, 'SIGINT');
    const { code, stderr } = await ended;
    expect([code, filesIn(work.content).length]).toEqual([130, 2]);
    expect(stderr).toContain(
      'edgefeed: Interrupted. What was read is written; run the command again for the rest.',
    );
    expect(stderr).not.toContain('cannot be imported');
  });
});

describe('OPML', () => {
  it('becomes a folder for each of its feeds, and one that fails does not stop the others', async () => {
    await using server = await serve({
      '/one': rss('ab').replace('<title>T</title>', '<title>One</title>'),
      '/two': rss('cd'),
    });
    using work = new Workspace();
    const list = join(work.folder, 'feeds.opml');
    const outline = (title: string, path: string): string =>
      `<outline text="${title}" xmlUrl="${server.url}${path}"/>`;
    writeFileSync(
      list,
      `<opml version="2.0"><body><outline text="Group">${outline('Drafts', '/one')}</outline>${outline('Gone &amp; away', '/gone')}${outline('知乎', '/two')}</body></opml>`,
    );
    const { code, stderr, stdout } = await importInto(work, list, '--allow-private');
    expect(filesIn(work.content)).toEqual([
      'Drafts-1/2024-01-01-a.html',
      'Drafts-1/2024-01-01-b.html',
      '知乎/2024-01-01-c.html',
      '知乎/2024-01-01-d.html',
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain(`${server.url}/gone cannot be imported: the server answers 404.`);
    expect(stdout).toContain('4 entries: 4 new');
    expect(sourceOf(work, '知乎/2024-01-01-c.html')).toContain('id: "c"');
  });
});
