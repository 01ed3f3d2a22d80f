/** `edgefeed check` on podcasts. */

import { expect, test } from 'vitest';
import { showFile } from '../show/show-file.ts';
import { colourPng, png, svg } from './pictures.ts';
import { article, jsonLines, Workspace } from './workspace.ts';

const recording = {
  categories: '[audio]',
  audio: '{url: "https://media.example/a.mp3", length: 4321, duration: 90}',
};
const shown = (stdout: string, work: Workspace) =>
  stdout
    .replaceAll(`${work.content}/`, '')
    .split('\n')
    .filter((line) => /\[(?:show|duplicate-address)\]$/.test(line));

test('takes a show without a mistake', async () => {
  using work = new Workspace();
  work.write('audio/_show.md', showFile().replace('cover.jpg', 'cover.png'));
  work.write('audio/cover.png', colourPng(1400, 1400));
  work.write('audio/1.md', article('One', recording));
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^1 article, 1 show, 1 file/m);
  expect(stdout).not.toContain('warning');
});

test('names what directories would refuse: values, covers, categories without episodes, two shows of one category', async () => {
  using work = new Workspace();
  work.write('audio/_show.md', showFile('type: weekly\n'));
  work.write('audio/cover.jpg', png(600, 500));
  work.write('audio/1.md', article('One', recording));
  work.write('empty/_show.md', showFile().replace('cover.jpg', '/logo.svg'));
  work.write('more/_show.md', showFile('category: audio\n').replace('cover.jpg', 'gone.png'));
  work.write('broken/_show.md', '---\ntitle: x\nitunes-category: Tecnology\n---\n');
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(1);
  expect(shown(stdout, work).sort()).toEqual([
    expect.stringMatching(
      /^audio\/_show\.md:3:8: warning: the cover audio\/cover\.jpg has 600 × 500 pixels, and is not square; /,
    ),
    expect.stringMatching(
      /^audio\/_show\.md:3:8: warning: the cover audio\/cover\.jpg has its colours in shades of grey, /,
    ),
    expect.stringMatching(
      /^audio\/_show\.md:3:8: warning: the cover audio\/cover\.jpg is image\/png, and its name has another /,
    ),
    expect.stringMatching(/^audio\/_show\.md:6:7: warning: "type" is "weekly", none of episodic, serial/),
    expect.stringMatching(/^broken\/_show\.md:1:1: error: the show has no cover/),
    expect.stringMatching(/^broken\/_show\.md:1:1: error: the show has no description/),
    expect.stringMatching(/^broken\/_show\.md:1:1: warning: nothing says whether/),
    expect.stringMatching(/^broken\/_show\.md:3:18: error: "Tecnology" in "itunes-category" is no category/),
    expect.stringMatching(
      /^empty\/_show\.md:1:1: warning: no article in the category "empty" has audio or video/,
    ),
    expect.stringMatching(/^empty\/_show\.md:3:8: warning: the name of the cover ends neither in \.jpg/),
    expect.stringMatching(
      /^more\/_show\.md:1:1: error: audio\/_show\.md is the show of the category "audio" already; /,
    ),
  ]);
  expect(stdout).toContain('more/_show.md:3:8: warning: the show names more/gone.png');
  expect(stdout).toMatch(/2 shows, .*2 with errors/);
});

test('--json has a line for each show, with the problems of its cover', async () => {
  using work = new Workspace();
  work.write('_show.md', showFile().replace('cover.jpg', 'cover.png'));
  work.write('cover.png', svg);
  work.write('1.md', article('One', recording));
  const { stdout } = await work.run(['check', '--json', '--content', work.content]);
  const lines = jsonLines(stdout) as { path: string; status: string; problems: { message: string }[] }[];
  const show = lines.find(({ path }) => path === '_show.md');
  expect(show).toMatchObject({
    status: 'show',
    problems: [{ severity: 'warning', line: 3, code: 'show' }, { line: 3 }],
  });
  expect(show?.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('is image/svg+xml, not JPEG or PNG'),
    expect.stringContaining('has 30 × 20 pixels, and is not square'),
  ]);
});

test('looks at the covers of episodes as at those of shows, each file once', async () => {
  using work = new Workspace();
  const front = { ...recording, episode_image: 'small.png' };
  work.write('audio/_show.md', showFile().replace('cover.jpg', 'cover.png'));
  work.write('audio/cover.png', colourPng(1400, 1400));
  work.write('audio/small.png', colourPng(1399, 1399));
  work.write('audio/1.md', article('One', front));
  work.write('audio/2.md', article('Two', { ...front, audio: front.audio.replace('a.mp3', 'b.mp3') }));
  work.write('3.md', article('Three', { audio: front.audio, episode_image: 'audio/small.png' }));
  const { code, stdout } = await work.run(['check', '--content', work.content]);
  expect(code).toBe(0);
  const lines = stdout.replaceAll(`${work.content}/`, '').split('\n');
  expect(lines.filter((line) => line.includes('the cover'))).toEqual([
    expect.stringMatching(
      /^audio\/1\.md:6:16: warning: the cover audio\/small\.png has 1399 × 1399 pixels, and Apple asks for 1400 to 3000; use a larger one \[episode\]$/,
    ),
  ]);
});
