/** Episodes: from the front matter and the files beside the audio to what apps and readers get. */

import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonFeed } from '../../src/feed/json.ts';
import { articlesDocument } from '../../src/http/v1/contract.ts';
import { limits } from '../../src/limits.ts';
import { addressKey } from '../../src/store/keys.ts';
import { pattern } from '../store/blobs/bytes.ts';
import { send, stored } from './files.ts';
import { file, get, publish, site } from './publish.ts';

beforeEach(reset);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const audio = async (path: string) => stored(path, pattern(9_000), { type: 'audio/mpeg', duration: 3134 });
const transcript = async (
  path: string,
  text = 'WEBVTT\n\n00:12.000 --> 00:13.000\n<v Ada>Hello &amp; welcome\n',
) => stored(path, utf8(text), { type: 'text/vtt' });
const chapters = async (path: string) =>
  stored(path, utf8('{"version":"1.2.0","chapters":[{"startTime":750.5,"title":"Rain <&>"}]}'), {
    type: 'application/json+chapters; charset=utf-8',
  });

const article = (more: string): string =>
  `---\ntitle: Clouds\ndate: 2024-01-01\ncategories: [c]\n${more}\n---\nText.\n`;
const page = async (path = '/articles/pod/one') =>
  (await get(path, { headers: { 'Accept-Language': 'en' } })).text();
const item = async () => (await (await get('/feed.json')).json<JsonFeed>()).items[0]!;

describe('an episode with files beside its audio', () => {
  it('has them in feeds, for apps and on its page', async () => {
    await send({
      files: [
        await audio('pod/one.mp3'),
        await transcript('pod/one.vtt'),
        await chapters('pod/one.chapters.json'),
      ],
      put: [
        file(
          'pod/one.md',
          article('audio: one.mp3\nseason: 2\nepisode: 12\nguests: [{name: Bo, href: "https://bo.example"}]'),
        ),
      ],
    });
    const { attachments, _podcast } = await item();
    expect(attachments).toMatchObject([{ size_in_bytes: 9_000, duration_in_seconds: 3134 }]);
    expect(_podcast).toEqual({
      season: { number: 2 },
      episode: { number: 12 },
      transcripts: [{ url: `${site}/files/pod/one.vtt`, mime_type: 'text/vtt', rel: 'captions' }],
      chapters_url: `${site}/files/pod/one.chapters.json`,
      persons: [{ name: 'Bo', role: 'guest', href: 'https://bo.example/' }],
    });
    const answer: unknown = await (await get('/v1/articles')).json();
    expect(v.parse(articlesDocument, answer).articles[0]?._podcast).toEqual(_podcast);
    const html = await page();
    expect(html).toContain(`<audio controls="" preload="none" src="${site}/files/pod/one.mp3"></audio>`);
    expect(html).toContain('Season 2 · Episode 12 · 52:14');
    expect(html).toContain('<a href="https://bo.example/">Bo</a>');
    expect(html).toContain(
      `<a href="${site}/files/pod/one.mp3#t=750" data-at="750.5">12:30</a> Rain &lt;&amp;&gt;`,
    );
    expect(html).toContain('<b>Ada: </b>Hello &amp; welcome');
    expect(html).toContain(`href="${site}/files/pod/one.vtt"`);
  });

  it('is the same document from the catalog as from KV', async () => {
    await send({
      files: [await audio('pod/one.mp3'), await transcript('pod/one.vtt')],
      put: [file('pod/one.md', article('audio: one.mp3'))],
    });
    const first = await get('/articles/pod/one');
    await env.DOCUMENTS.delete(addressKey('pod/one'));
    const second = await get('/articles/pod/one');
    expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'));
    expect(await second.text()).toContain('Hello &amp; welcome');
  });

  it('is written again when one comes, changes and goes', async () => {
    await publish({ 'pod/one.md': article('audio: one.mp3\nepisode: 1') });
    expect(await item()).not.toHaveProperty('_podcast.transcripts');
    await send({ files: [await transcript('pod/one.vtt')] });
    expect((await item())._podcast?.transcripts).toHaveLength(1);
    expect(await page()).toContain('Hello &amp; welcome');
    await send({ files: [await transcript('pod/one.vtt', 'WEBVTT\n\n00:12.000 --> 00:13.000\nGoodbye\n')] });
    expect(await page()).toContain('Goodbye');
    await send({ delete: ['pod/one.vtt'] });
    expect(await item()).not.toHaveProperty('_podcast.transcripts');
    expect(await page()).not.toContain('Goodbye');
  });

  it('links to a transcript that is large, broken or elsewhere, and shows no text of it', async () => {
    const large = `WEBVTT\n\n00:12.000 --> 00:13.000\nHello\n\nNOTE ${'x'.repeat(limits.sidecarBytes)}\n`;
    await send({
      files: [
        await transcript('pod/one.vtt', large),
        await stored('pod/one.chapters.json', utf8('{"chapters": ['), { type: 'application/json+chapters' }),
      ],
      put: [
        file('pod/one.md', article('audio: https://cdn.example/one.mp3')),
        file(
          'pod/two.md',
          article('audio: https://cdn.example/2.mp3\ntranscript: https://cdn.example/2.txt'),
        ),
      ],
    });
    const html = await page();
    expect(html).toContain(`href="${site}/files/pod/one.vtt"`);
    expect(html).not.toContain('Hello');
    expect(html).not.toContain('Chapters');
    expect(await page('/articles/pod/two')).toContain('href="https://cdn.example/2.txt"');
  });

  it('shows nothing of files that are held back with a draft', async () => {
    await send({
      files: [await audio('pod/one/a.mp3'), await transcript('pod/one/a.vtt')],
      put: [
        file('pod/one/index.md', article('draft: true\naudio: a.mp3')),
        file(
          'pod/two.md',
          article('audio: https://cdn.example/2.mp3\ntranscript: https://cdn.example/2.vtt'),
        ),
      ],
    });
    expect((await get('/files/pod/one/a.vtt')).status).toBe(404);
    await send({ put: [file('pod/one/index.md', article('audio: a.mp3'))] });
    expect((await get('/files/pod/one/a.vtt')).status).toBe(200);
  });
});

describe('the page of an article with audio or video', () => {
  it('has a video with captions of this site alone', async () => {
    await send({
      files: [await transcript('pod/one.en.vtt')],
      put: [
        file(
          'pod/one.md',
          article(
            'video: https://cdn.example/1.mp4\nimage: https://img.example/a.png\ntranscripts: [{url: one.en.vtt, lang: en}, https://cdn.example/1.vtt]',
          ),
        ),
      ],
    });
    const html = await page();
    expect(html).toContain(
      '<video controls="" preload="none" playsinline="" src="https://cdn.example/1.mp4" poster="/thumbnails/pod/one">',
    );
    expect(html.match(/<track [^>]*>/g)).toEqual([
      `<track kind="captions" src="${site}/files/pod/one.en.vtt" srclang="en" label="en"/>`,
    ]);
  });

  it('has what is said in the language of its transcript, whichever that is', async () => {
    await send({
      files: [await transcript('pod/one.en.vtt')],
      put: [
        file(
          'pod/one.md',
          article(
            'audio: https://cdn.example/1.mp3\ntranscripts: [{url: "https://cdn.example/1.html", type: text/html, lang: de}, {url: one.en.vtt, lang: en}]',
          ),
        ),
      ],
    });
    expect(await page()).toMatch(/<p lang="en"><a href="https:\/\/cdn\.example\/1\.mp3#t=/);
  });

  it('has no second player, and none without audio', async () => {
    await publish({
      'pod/one.md':
        '---\ntitle: A\naudio: https://cdn.example/1.mp3\n---\n<audio controls src="https://cdn.example/1.mp3"></audio>\n',
      'pod/two.md': '---\ntitle: B\n---\nText.\n',
    });
    expect((await page()).match(/<audio /g)).toHaveLength(1);
    expect(await page('/articles/pod/two')).not.toContain('class="episode"');
  });

  it('is in the language of the reader', async () => {
    await publish({
      'pod/one.md': article(
        'audio: https://cdn.example/1.mp3\nepisode: S2E5\nepisode_type: bonus\nexplicit: yes\nguests: [Bo]',
      ),
    });
    const response = await get('/articles/pod/one', { headers: { 'Accept-Language': 'zh-CN' } });
    const html = await response.text();
    expect(html).toContain('第 2 季 · 第 5 集 · 番外 · 含成人内容');
    expect(html).toContain('嘉宾');
  });

  it('lets nothing of the front matter run', async () => {
    const bad = '<script>alert(1)</script>"onload="x';
    await publish({
      'pod/one.md': article(
        `audio: https://cdn.example/1.mp3\nseason: {number: 1, name: '${bad}'}\nguests: [{name: '${bad}', role: '${bad}', url: 'javascript:alert(1)'}]\nchapters: [{start: 1, title: '${bad}', url: 'https://a.example/"><script>'}]`,
      ),
    });
    const html = await page();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/<[^>]* onload=/);
    expect(html).not.toContain('javascript:');
  });
});

describe('audio, transcripts and chapters', () => {
  it('answer with their types to any site, and are shown, not downloaded', async () => {
    await send({
      files: [
        await transcript('a.vtt'),
        await chapters('a.chapters.json'),
        await stored('a.srt', utf8('1\n'), { type: 'application/x-subrip' }),
      ],
    });
    for (const [name, type] of [
      ['a.vtt', 'text/vtt'],
      ['a.srt', 'application/x-subrip'],
      ['a.chapters.json', 'application/json+chapters; charset=utf-8'],
    ]) {
      const { headers } = await get(`/files/${name}`);
      expect(headers.get('Content-Type')).toBe(type);
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.has('Content-Disposition')).toBe(false);
    }
  });

  it('answer HEAD and ranges with right lengths, also behind the redirect of a file that moved', async () => {
    const put = await audio('pod/one.mp3');
    await send({ files: [put] });
    await send({
      files: [{ ...put, path: 'pod/two.mp3', movedFrom: 'pod/one.mp3' }],
      delete: ['pod/one.mp3'],
    });
    for (const method of ['GET', 'HEAD']) {
      const moved = await get('/files/pod/one.mp3', { method, redirect: 'manual' });
      expect(moved.status).toBe(301);
      const location = moved.headers.get('Location')!;
      expect(location).toBe(`${site}/files/pod/two.mp3`);
      const whole = await get(new URL(location).pathname, { method });
      expect(whole.status).toBe(200);
      expect(whole.headers.get('Content-Length')).toBe('9000');
      expect(whole.headers.get('Accept-Ranges')).toBe('bytes');
      expect(whole.headers.get('Content-Type')).toBe('audio/mpeg');
    }
    // As importers ask for the length (`bytes=0-0`).
    const first = await get('/files/pod/two.mp3', { headers: { Range: 'bytes=0-0' } });
    expect(first.status).toBe(206);
    expect(first.headers.get('Content-Range')).toBe('bytes 0-0/9000');
    expect((await first.arrayBuffer()).byteLength).toBe(1);
  });
});
