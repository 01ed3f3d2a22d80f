/** What `edgefeed check` says of episodes, and of the files beside them. */

import { expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';
import { check } from '../../../src/cli/source/check.ts';
import { checkAssets } from '../../../src/cli/source/check-assets.ts';
import { siteFolders } from '../../../src/cli/source/site-folders.ts';
import { limits } from '../../../src/limits.ts';
import { Workspace } from '../workspace.ts';

const site = {
  id: '5a8f7b0e-52d1-5f0c-8a52-2b3c0a7e6d11',
  url: 'https://feeds.example',
  timezone: 'UTC',
  lineBreaks: 'soft',
} as const;

/** The warnings about episodes: `path:line: message`. */
async function warningsIn(work: Workspace): Promise<string[]> {
  const folders = siteFolders({ content: work.content }, {
    staticFolder: '',
    ignore: '',
    maxBytes: 1e8,
  } as never);
  const found: {
    path: string;
    problems: readonly { code: string; severity: string; line: number; message: string }[];
  }[] = [];
  const files = check(folders, site);
  for (let next = files.next(); ; next = files.next()) {
    if (!next.done) found.push(next.value);
    else {
      found.push(...next.value);
      break;
    }
  }
  for await (const asset of checkAssets(folders)) found.push(asset);
  return found
    .flatMap(({ path, problems }) => problems.map((problem) => ({ path, ...problem })))
    .filter(({ code }) => code === 'episode' || code === 'file')
    .map(({ path, severity, line, message }) => `${severity} ${path}:${line}: ${message}`);
}

const episode = (front: string): string =>
  `---\ntitle: T\ndate: 2026-01-02\n${front}\nepisode: 1\n---\nText.\n`;

it('an episode that apps can play has no warning', async () => {
  using work = new Workspace();
  work.write('pod/a.md', episode('audio: a.m4a'));
  work.write('pod/a.m4a', Buffer.from('\0\0\0\u0014ftypM4A \0\0\0\0M4A ', 'latin1'));
  work.write('pod/a.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n');
  work.write('pod/a.chapters.json', '{"version":"1.2.0","chapters":[{"startTime":0,"title":"A"}]}');
  work.write('pod/b.md', episode('audio: {url: https://a.example/b.mp3, length: 5, duration: "1:00"}'));
  // No episode: nothing is asked of it.
  work.write('c.md', '---\ntitle: T\naudio: http://a.example/c.ogg\n---\nText.\n');
  expect(await warningsIn(work)).toEqual([]);
});

it('an article of a show is an episode without saying so', async () => {
  using work = new Workspace();
  work.write(
    'pod/_show.md',
    '---\ndescription: D\ncover: https://a.example/c.jpg\nexplicit: false\nitunes-category: Arts\n---\n',
  );
  const text = (category: string): string =>
    `---\ntitle: T\ndate: 2026-01-02\ncategories: [${category}]\naudio: https://a.example/${category}.mp3\n---\n`;
  work.write('a.md', text('pod'));
  work.write('b.md', text('other'));
  expect(await warningsIn(work)).toEqual([
    expect.stringMatching(/^warning a\.md:5: the audio or video has no length in bytes/) as string,
    expect.stringMatching(/^warning a\.md:5: the audio or video has no duration/) as string,
  ]);
});

it('names what apps want otherwise, with the line and a remedy', async () => {
  using work = new Workspace();
  work.write('a.md', episode('audio: http://a.example/a.ogg'));
  work.write('b.md', episode('audio: {url: https://a.example/b.mp3, length: 0, duration: 5}'));
  work.write('c.md', episode('tags: [x]\naudio: {url: https://a.example/b.mp3, length: 5, duration: 5}'));
  expect(await warningsIn(work)).toEqual([
    'warning a.md:4: the audio or video has no length in bytes, without which some apps refuse an episode; write "length: 41888234", or have "edgefeed check --remote --write" look it up',
    'warning a.md:4: the audio or video has no duration, so that apps show 0:00; write "duration: 52:14", or have "edgefeed check --remote --write" look it up',
    'warning a.md:4: the audio or video is audio/ogg, which Apple Podcasts does not play; use m4a, mp3, mov, mp4 or m4v, and name others as alternate_enclosures',
    'warning a.md:4: the address http://a.example/a.ogg is not https, which apps refuse; write https://',
    'warning b.md:4: the audio or video has no length in bytes, without which some apps refuse an episode; write "length: 41888234", or have "edgefeed check --remote --write" look it up',
    'warning c.md:5: b.md has the same audio or video; give each episode its own file',
  ]);
});

it('names the line of a transcript or of chapters that apps cannot read; they are published all the same', async () => {
  using work = new Workspace();
  work.write('a.vtt', '1\n00:00.000 --> 00:01.000\nHello\n');
  work.write('b.srt', '1\n00:00:00 --> 00:00:01\nHello\n');
  work.write('c.chapters.json', '{"chapters": [\n{"startTime": 0,}]}');
  work.write('d.vtt', `no header ${' '.repeat(limits.sidecarBytes)}`);
  expect(await warningsIn(work)).toEqual([
    'warning a.vtt:1: the file does not begin with WEBVTT; add this line, and an empty one after it',
    'warning b.srt:2: this line has no times like 00:01:02,000 --> 00:01:04,000; correct it',
    expect.stringMatching(
      /^warning c\.chapters\.json:2: this is not valid JSON from column \d+ on; correct it$/,
    ),
  ]);
});

it('names the lines of a length and a duration that cannot be read, and an address that leads nowhere', async () => {
  using work = new Workspace();
  const parts = (front: string): string[] => {
    const source = `---\ntitle: T\ndate: 2026-01-02\naudio:\n  url: https://a.example/1.mp3\n${front}\n---\n`;
    const { problems } = parseArticle({ path: 'a.md', source }, { siteUrl: site.url, timezone: 'UTC' });
    return problems.map(({ line, message }) => `${line}: ${message}`);
  };
  expect(parts('  length: 40 MB\n  duration: soon')).toEqual([
    '6: the length "40 MB" of "audio" is not a number of bytes, so it was left out; write it like 1024',
    '7: the duration "soon" of "audio" cannot be read, so it was left out; write seconds or h:mm:ss',
  ]);
  expect(parts('video: {url: "ftp://a.example/1.mp4"}')).toEqual([
    '6: the address "ftp://a.example/1.mp4" of "video" is not of the web, so it was left out; write one, like {url: https://…}',
  ]);
  work.write('a.md', episode('audio: {url: https://a.example/%zz, length: 5, duration: 5}'));
  expect(await warningsIn(work)).toEqual([
    'warning a.md:4: the address https://a.example/%zz has a % that encodes nothing; write %25 for it',
    'warning a.md:4: the address https://a.example/%zz ends without .mp3 or another ending, by which Apple Podcasts knows audio and video; use one that has it',
  ]);
});

it('knows a file again in other spellings of its address', async () => {
  using work = new Workspace();
  const spellings = [
    'https://a.example/声 音.mp3',
    'HTTPS://A.EXAMPLE:443/x/../%E5%A3%B0%20%E9%9F%B3.mp3',
    '//a.example/声%20音.mp3#t=5',
    'https://a.example/声 音.mp3?',
    'https://a.example/%e5%a3%b0 音.mp3',
  ];
  for (const [i, url] of spellings.entries())
    work.write(`${i}.md`, episode(`audio: {url: ${JSON.stringify(url)}, length: 5, duration: 5}`));
  work.write('other.md', episode('audio: {url: "https://a.example/声 音.mp3?id=2", length: 5, duration: 5}'));
  expect(await warningsIn(work)).toEqual(
    [1, 2, 3, 4].map(
      (i) => `warning ${i}.md:4: 0.md has the same audio or video; give each episode its own file`,
    ),
  );
});
