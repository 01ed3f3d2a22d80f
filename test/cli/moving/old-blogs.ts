/** Blogs that move: what each exports, what its server answers, and where its addresses lead after the move. */

import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { png } from '../pictures.ts';
import { serveHttp, type HttpServer } from '../http-server.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/moving');

/** Three silent frames of MPEG-1 Layer III, 128 kbit/s. */
const mp3 = Buffer.concat(
  Array.from({ length: 3 }, () => Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)])),
);

/** A decoded path of the new site; 404: docs/moving/ says that it is lost. */
export type LeadsTo = string | 404;

export interface OldBlog {
  /** Of its folder among the fixtures, and of its guide in docs/moving/. */
  name: string;
  /** In the fixtures; the address of the server stands in for it. */
  home: string;
  /** A file or a folder. */
  source: string;
  options: (home: string) => string[];
  /** Files of the fixtures by path and query. */
  documents: Readonly<Record<string, string>>;
  feed: string;
  entries: number;
  /** Lines of `_redirects` that the guide names, beside those that `import` prints. */
  redirects: readonly string[];
  /** The page of an article, and a part of its text. */
  shows: readonly [page: string, text: string];
  /** The folder of an article that is edited and moved. */
  edited: string;
  addresses: Readonly<Record<string, LeadsTo>>;
}

export const oldBlogs: readonly OldBlog[] = [
  {
    name: 'wordpress',
    home: 'https://harbour.example',
    source: 'export.xml',
    options: () => [],
    documents: {
      '/feed/': 'feed.xml',
      '/feed/?paged=2': 'feed-2.xml',
      '/category/podcast/feed/': 'podcast.xml',
    },
    feed: '/feed/',
    entries: 4,
    redirects: ['/feed/podcast/ /categories/Podcast/rss.xml'],
    shows: ['/articles/episode-one', 'Thanks for listening.'],
    edited: '2021-03-28-low-tide',
    addresses: {
      '/2021/03/low-tide/': '/articles/low-tide',
      '/2021/03/low-tide': '/articles/low-tide',
      '/?p=12': '/articles/low-tide',
      '/2022/01/%e6%b8%af/': '/articles/港',
      '/2019/02/old-guid/': '/articles/old-guid',
      '/about/': '/articles/about',
      '/?page_id=2': '/articles/about',
      '/feed/': '/rss.xml',
      '/feed/atom/': '/atom.xml',
      '/?feed=rss2': '/rss.xml',
      '/category/boats/': '/categories/Boats/',
      '/category/boats/feed/': '/categories/Boats/rss.xml',
      '/category/boats/dinghies/': '/categories/Dinghies & Tenders/',
      '/category/boats/dinghies/feed/': '/categories/Dinghies & Tenders/rss.xml',
      '/category/podcast/feed/': '/categories/Podcast/rss.xml',
      '/tag/sea-shanties/': '/tags/Sea Shanties/',
      '/tag/c-plus/': '/tags/C++/',
      '/tag/c-plus/feed/atom/': '/tags/C++/atom.xml',
      '/author/jo/': '/authors/Jo Marsh/',
      '/author/jo/feed/': '/authors/Jo Marsh/rss.xml',
      '/feed/podcast/': '/categories/Podcast/rss.xml',
      '/comments/feed/': 404,
      '/2021/03/low-tide/feed/': 404,
      '/2021/03/': 404,
      '/page/2/': 404,
      // The home page has an answer to it.
      '/?p=50': '/',
      '/2023/05/the-accounts/': 404,
      '/category/secret-plans/': 404,
      '/wp-content/uploads/2021/03/mud.png': 404,
    },
  },
  {
    name: 'ghost',
    home: 'https://crumb.example',
    source: 'export.json',
    options: (home) => ['--site', home],
    documents: { '/rss/': 'feed.xml' },
    feed: '/rss/',
    entries: 2,
    redirects: [],
    shows: ['/articles/rye-and-patience', 'Three days.'],
    edited: '2023-09-01-rye-and-patience',
    addresses: {
      '/rye-and-patience/': '/articles/rye-and-patience',
      '/starter/': '/articles/starter',
      '/about/': '/articles/about',
      '/rss/': '/rss.xml',
      '/tag/bread/': '/tags/Bread/',
      '/tag/bread/rss/': '/tags/Bread/rss.xml',
      '/tag/rye/': '/tags/Rye, mostly/',
      '/tag/rye/rss/': '/tags/Rye, mostly/rss.xml',
      '/author/anouk/': '/authors/Anouk de Visser/',
      '/author/anouk/rss/': '/authors/Anouk de Visser/rss.xml',
      '/tag/hash-ops/': 404,
      '/recipe/': 404,
      '/not-yet/': 404,
      '/page/2/': 404,
      '/content/images/2023/09/rye.png': 404,
    },
  },
  {
    name: 'substack',
    home: 'https://ferry.example',
    source: 'export',
    options: (home) => ['--site', home],
    documents: { '/feed': 'feed.xml' },
    feed: '/feed',
    entries: 2,
    redirects: [],
    shows: ['/articles/the-first-crossing', 'The horn'],
    edited: '2022-03-01-the-first-crossing',
    addresses: {
      '/p/the-first-crossing': '/articles/the-first-crossing',
      '/p/engine-room': '/articles/engine-room',
      '/feed': '/rss.xml',
      '/p/for-payers': 404,
      '/p/the-first-crossing/comments': 404,
      '/about': 404,
    },
  },
  {
    name: 'blogger',
    home: 'https://peatbog.example',
    source: 'export.xml',
    options: () => [],
    documents: {
      '/feeds/posts/default': 'feed.xml',
      '/feeds/posts/default?start-index=3&max-results=2': 'feed-2.xml',
    },
    feed: '/feeds/posts/default',
    entries: 3,
    redirects: ['/feeds/posts/default alt=rss /rss.xml'],
    shows: ['/articles/sundew', 'It eats.'],
    edited: '2014-02-01-cotton-grass',
    addresses: {
      '/2014/02/cotton-grass.html': '/articles/cotton-grass',
      '/2014/02/cotton-grass.html?m=1': '/articles/cotton-grass',
      '/2018/11/frost_11.html': '/articles/frost-11',
      '/p/about.html': '/articles/about',
      '/feeds/posts/default': '/atom.xml',
      '/feeds/posts/default?alt=rss': '/rss.xml',
      '/feeds/posts/summary': '/atom.xml',
      '/atom.xml': '/atom.xml',
      '/rss.xml': '/rss.xml',
      '/feeds/posts/default/-/Plants': '/categories/Plants/atom.xml',
      '/feeds/posts/default/-/Wet%20feet': '/categories/Wet feet/atom.xml',
      '/search/label/Wet%20feet': '/categories/Wet feet/',
      '/feeds/comments/default': 404,
      '/2014/02/': 404,
    },
  },
];

const fixtureOf = ({ name }: OldBlog, file: string): string => join(fixtures, name, file);

/** The server of the old blog: its feeds, a picture wherever one is named, a recording. */
export async function serveOldBlog(blog: OldBlog): Promise<HttpServer> {
  return serveHttp(({ url = '', headers }, response) => {
    const path = url.replace(/\?paged=1$/, '');
    const file = blog.documents[path];
    const own = `http://${headers.host}`;
    if (file !== undefined) {
      response.setHeader('Content-Type', 'application/xml; charset=UTF-8');
      response.end(readFileSync(fixtureOf(blog, file), 'utf8').replaceAll(blog.home, own));
    } else if (url.endsWith('.png')) response.writeHead(200, { 'Content-Type': 'image/png' }).end(png(8, 8));
    else if (url.endsWith('.mp3')) response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end(mp3);
    else response.writeHead(404).end();
  });
}

/** Puts the export into a folder, as its blog at that address would have made it. @returns its path */
export function exportOf(blog: OldBlog, folder: string, address: string): string {
  const copy = join(folder, blog.source);
  cpSync(fixtureOf(blog, blog.source), copy, { recursive: true });
  const files = statSync(copy).isDirectory()
    ? readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((path) => join(copy, path))
    : [copy];
  for (const file of files)
    if (statSync(file).isFile())
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(blog.home, address));
  return copy;
}
