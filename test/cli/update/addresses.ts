/** What a release answered at the addresses of the site in `test/fixtures/state/site`. */

/** The public address of the site. */
export const siteUrl = 'https://blog.example';

/** Beside the site: where an article was before, and one that is deleted. Paths in the content folder. */
export const former = { moved: 'was/here.md', now: 'moved/now.md', deleted: 'deleted.md' } as const;

const scopes = [
  '',
  '/categories/Notes',
  '/categories/Travel',
  '/categories/Podcast',
  '/categories/随笔',
  '/tags/Start',
  '/tags/中文',
  '/authors/Ada',
  '/authors/李雷',
];

export const feeds: readonly string[] = scopes.flatMap((scope) =>
  ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${scope}/${file}`),
);

/** Documents whose bytes readers keep: all feeds, the list of them, the sitemap. */
export const documents: readonly string[] = [...feeds, '/feeds.opml', '/sitemap.xml'];

/** Files, with their bytes in the folder of the site. */
export const files: Readonly<Record<string, string>> = {
  '/files/trip/peak.png': 'content/trip/peak.png',
  '/files/tone.wav': 'content/tone.wav',
  '/images/map.png': 'static/images/map.png',
  '/handbook.txt': 'static/handbook.txt',
};

/** Pages, old addresses, and what is not to be seen. */
export const others: readonly string[] = [
  '/articles/hello',
  '/articles/trip',
  '/articles/随笔/春天',
  '/articles/episode',
  '/articles/remote-episode',
  '/articles/moved/now',
  '/articles/own',
  '/articles/page',
  '/articles/toml',
  '/articles/unlisted',
  '/articles/later',
  '/articles/secret',
  '/articles/plan',
  '/articles/was/here',
  '/articles/own-id',
  '/articles/deleted',
  '/old/spring',
  '/blog/hello',
  '/feed.rss',
  '/files/plan/plan.png',
];

/** An answer without its body. Pages have other validators in each version, and lists are as new as the worker. */
export interface Answer {
  status: number;
  etag?: string;
  lastModified?: string;
  location?: string;
}

/** What is in `release.json`. */
export interface Release {
  version: string;
  /** `[vars]` of its wrangler.toml */
  vars: Record<string, string>;
  /** By path, unencoded. */
  answers: Record<string, Answer>;
}

/** @param url the origin of a worker @param path unencoded */
export async function ask(url: string, path: string): Promise<{ answer: Answer; body: Uint8Array }> {
  const response = await fetch(url + encodeURI(path), { redirect: 'manual', headers: { Accept: '*/*' } });
  const body = new Uint8Array(await response.arrayBuffer());
  const { headers, status } = response;
  const [etag, lastModified, location] = ['ETag', 'Last-Modified', 'Location'].map((name) =>
    headers.get(name),
  );
  const isFile = path in files;
  return {
    answer: {
      status,
      ...((isFile || documents.includes(path)) && etag && { etag }),
      ...((isFile || feeds.includes(path)) && lastModified && { lastModified }),
      ...(location && { location }),
    },
    body,
  };
}
