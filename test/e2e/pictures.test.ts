/** Blogs of other generators, with their pictures: each picture of each page and feed is there. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonFeed } from '../../src/feed/json.ts';
import { serve } from '../../src/cli/local/serve.ts';
import { Workspace } from '../cli/workspace.ts';
import { launch } from './chromium.ts';
import { png, wav } from './media.ts';

interface Blog {
  /** The options of `publish` that name its folders, below the folder of the blog. */
  content: string;
  statics: string;
  /** By path. */
  files: Readonly<Record<string, string | Buffer>>;
  /** Pictures and sounds that its pages show. */
  shown: number;
}

const blogs: Readonly<Record<string, Blog>> = {
  'Hugo, with a page bundle and a static folder': {
    content: 'content',
    statics: 'static',
    files: {
      'content/posts/trip/index.md': `---
title: Trip
date: 2024-05-01
cover: {image: cover.png}
---
![A](a.png)

{{< figure src="照片 1.png" title="B" >}}

![C](/img/c.png) <img src="../shared/d.png"> <audio controls src="talk.wav"></audio>
`,
      'content/posts/trip/cover.png': png(40, 30),
      'content/posts/trip/a.png': png(64, 48),
      'content/posts/trip/照片 1.png': png(10, 20),
      'content/posts/trip/talk.wav': wav(20),
      'content/posts/shared/d.png': png(8, 9),
      'static/img/c.png': png(11, 12),
    },
    shown: 6,
  },
  'Hexo, with asset folders': {
    content: 'source/_posts',
    statics: '.',
    files: {
      'source/_posts/foo.md': `---
title: Foo
date: 2024-05-02
thumbnail: /img/e.png
---
{% asset_img d.png A picture %}

![also](d.png) ![static](/img/e.png)
`,
      'source/_posts/foo/d.png': png(30, 40),
      'source/img/e.png': png(31, 41),
    },
    shown: 2,
  },
  'Jekyll, with an assets folder': {
    content: '_posts',
    statics: '.',
    files: {
      '_posts/2024-05-03-bar.md': `---
title: Bar
image: /assets/f.png
---
![F]({{ site.baseurl }}/assets/f.png) <img src="{{ '/assets/g.png' | relative_url }}">
`,
      'assets/f.png': png(50, 60),
      'assets/g.png': png(51, 61),
    },
    shown: 2,
  },
};

/** The addresses of the site's own pictures and sounds in HTML. */
const shownIn = (html: string): string[] =>
  Array.from(html.matchAll(/ (?:src|poster)="([^"]+)"/g), ([, url = '']) => url.replaceAll('&amp;', '&'));

test.each(Object.entries(blogs))(
  '%s: every picture is there',
  async (_name, { content, statics, files, shown }) => {
    using work = new Workspace();
    const blog = join(work.folder, 'blog');
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(blog, path)), { recursive: true });
      writeFileSync(join(blog, path), bytes);
    }
    const served = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
    try {
      const folders = ['--content', join(blog, content), '--static', join(blog, dirname(content), statics)];
      const check = await work.run(['check', ...folders]);
      expect(check).toMatchObject({ code: 0, stdout: expect.not.stringContaining('warning') as string });
      const published = await work.run(['publish', ...folders, '--state', work.state]);
      expect(published).toMatchObject({ code: 0 });

      const { items } = await (await fetch(`${served.url}/feed.json`)).json<JsonFeed>();
      const found = new Set<string>();
      for (const { url, content_html, image, attachments = [] } of items) {
        for (const address of shownIn(content_html ?? '')) found.add(address);
        if (image !== undefined) found.add(image);
        for (const attachment of attachments) found.add(attachment.url);
        const page = await (await fetch(url)).text();
        for (const address of shownIn(page)) found.add(new URL(address, url).href);
      }
      const own = [...found].filter(
        (url) => url.startsWith(`${served.url}/`) && !url.endsWith('/favicon.svg'),
      );
      const answers = await Promise.all(
        own.map(async (url) => {
          const answer = await fetch(url);
          return [answer.status, answer.headers.get('Content-Type'), new URL(answer.url).pathname] as const;
        }),
      );
      expect(answers.filter(([status]) => status !== 200)).toEqual([]);
      const types = answers.map(([, type, path]) => [path.slice(-4), type]);
      expect(new Set(types.map(String))).toEqual(
        new Set(types.map(([ending]) => String([ending, ending === '.wav' ? 'audio/wav' : 'image/png']))),
      );
      expect(new Set(answers.map(([, , path]) => path)).size).toBe(shown);
    } finally {
      await served.stop();
    }
  },
);

test('a browser plays a sound, and seeks in it', async () => {
  using work = new Workspace();
  work.write('talk.wav', wav(300)); // 4.8 MB, so that the browser asks for parts
  work.write('a.md', '---\ntitle: A\ndate: 2024-01-01\n---\n<audio controls src="talk.wav"></audio>\n');
  const served = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  const browser = await launch();
  try {
    const published = await work.run(['publish', '--content', work.content, '--state', work.state]);
    expect(published).toMatchObject({ code: 0 });
    const page = await browser.newPage();
    const statuses = new Set<number>();
    page.on('response', (response) => {
      if (response.url().endsWith('/files/talk.wav')) statuses.add(response.status());
    });
    await page.goto(`${served.url}/articles/a`);
    const audio = async (what: string) => page.evaluate<unknown>(`document.querySelector('audio').${what}`);
    // Nothing of it is fetched before it is played.
    expect([...statuses]).toEqual([]);
    await audio('muted = true');
    await audio('play()');
    await expect.poll(async () => audio('duration'), { timeout: 20_000 }).toBeCloseTo(300, 0);
    await page.evaluate(`new Promise((done) => {
      const audio = document.querySelector('audio');
      audio.onseeked = done;
      audio.currentTime = 250;
    })`);
    await expect.poll(async () => audio('currentTime'), { timeout: 20_000 }).toBeGreaterThan(250.2);
    expect([...statuses]).toContain(206);
  } finally {
    await browser.close();
    await served.stop();
  }
});
