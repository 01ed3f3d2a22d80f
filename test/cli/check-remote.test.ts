/** `edgefeed check --remote`: real servers on the loopback interface. */

import { chmodSync, linkSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wav } from '../e2e/media.ts';
import { serveHttp } from './http-server.ts';
import { serveBoth } from './https-server.ts';
import { article, finished, jsonLines, Workspace } from './workspace.ts';

async function otherSite() {
  const asked: string[] = [];
  const server = await serveHttp(({ url = '', method = '' }, response) => {
    asked.push(`${method} ${url}`);
    const type = /\.png/.test(url) ? 'image/png' : /\.mp3/.test(url) ? 'audio/mpeg' : 'text/html';
    if (url.startsWith('/gone')) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': type, 'Content-Length': 4_321 }).end();
  });
  return { ...server, asked };
}

const remote = ['check', '--remote', '--allow-private'];

test('asks each file once, and names the dead ones and those of a wrong type by line', async () => {
  await using server = await otherSite();
  using work = new Workspace();
  const body = [
    `![](${server.url}/a.png)`,
    `<img src="${server.url}/gone.png?a=1&amp;b=2" srcset="${server.url}/gone-2x.png 2x">`,
    `<video src="${server.url}/page" poster="${server.url}/a.png"></video>`,
    `[a link](${server.url}/gone)`,
    `![](${server.url}/gone_(1).png "title")`,
  ];
  work.write('a.md', article('A', { cover: `${server.url}/gone-cover.png` }, body.join('\n\n')));
  work.write('b.md', article('B', { enclosure: `{url: ${server.url}/b.mp3, length: 5}` }, body[0]));
  work.write('draft.md', article('C', { draft: 'true' }, `![](${server.url}/gone-draft.png)`));
  const { code, stdout } = await work.run([...remote, '--content', work.content]);
  const lines = stdout.replaceAll(`${work.content}/`, '').replaceAll(server.url, 'S').split('\n');
  const second = 11 + `${server.url}/gone.png?a=1&amp;b=2" srcset="`.length;
  const dead =
    'cannot be loaded: the server answers 404; correct the address, or save the file beside the article';
  expect(lines.filter((line) => line.includes('[remote]')).sort()).toEqual(
    [
      `a.md:4:8: warning: the picture S/gone-cover.png ${dead} [remote]`,
      `a.md:9:11: warning: the picture S/gone.png?a=1&b=2 ${dead} [remote]`,
      `a.md:9:${second}: warning: the picture S/gone-2x.png ${dead} [remote]`,
      'a.md:11:13: warning: the audio or video file S/page is not one: its type is text/html; correct the address, or save the file beside the article [remote]',
      `a.md:15:5: warning: the picture S/gone_(1).png ${dead} [remote]`,
      'b.md:4:18: warning: the article gives S/b.mp3 a length of 5 bytes, but the server 4321; correct it [remote]',
    ].sort(),
  );
  expect(stdout).toContain('7 files of other sites: 2 there, 4 dead, 1 of a wrong type');
  expect(code).toBe(0);
  expect(server.asked.filter((line) => line.endsWith('/a.png'))).toEqual(['HEAD /a.png']);
  expect(server.asked.filter((line) => line.endsWith('/gone') || line.includes('draft'))).toEqual([]);
});

test('asks nothing without --remote, and nothing of the site itself', async () => {
  await using server = await otherSite();
  using work = new Workspace();
  work.write('a.md', article('A', {}, `![](${server.url}/a.png)`));
  await work.run(['check', '--content', work.content]);
  expect(server.asked).toEqual([]);
});

test('refuses private addresses unless they are allowed', async () => {
  await using server = await otherSite();
  using work = new Workspace();
  work.write('a.md', article('A', {}, `![](${server.url}/a.png)`));
  const { code, stdout } = await work.run(['check', '--remote', '--content', work.content]);
  expect(stdout).toContain(
    'was not asked: it leads to 127.0.0.1, which readers on the internet cannot reach',
  );
  expect(code).toBe(0);
  expect(server.asked).toEqual([]);
});

test('follows a redirect to https, and checks certificates', async () => {
  using work = new Workspace();
  await using server = await serveBoth(
    work.folder,
    ({ url, headers }, response) =>
      void response.writeHead(301, { Location: `https://${headers.host}${url}` }).end(),
    (_, response) => void response.writeHead(200, { 'Content-Type': 'image/png' }).end(),
  );
  work.write('a.md', article('A', {}, `![](http://${server.host}/a.png)`));
  const args = [...remote, '--content', work.content];
  const trusted = await work.run(args, { NODE_EXTRA_CA_CERTS: server.certificate });
  expect(trusted.stdout).toContain('1 file of other sites: 1 there');
  const { stdout } = await work.run(args);
  expect(stdout).toContain('its certificate is signed by itself');
});

test('prints a line of JSON for each file, and its warnings with those of the article', async () => {
  await using server = await otherSite();
  using work = new Workspace();
  work.write('a.md', article('A', {}, `![](${server.url}/gone.png)`));
  const { stdout } = await work.run([...remote, '--json', '--content', work.content]);
  expect(jsonLines(stdout)).toEqual([
    {
      remote: `${server.url}/gone.png`,
      status: 'dead',
      use: 'picture',
      code: 404,
      type: null,
      bytes: null,
      reason: 'the server answers 404',
      articles: [{ path: 'a.md', line: 6, column: 5 }],
      more: 0,
    },
    expect.objectContaining({
      path: 'a.md',
      status: 'article',
      problems: [expect.objectContaining({ code: 'remote', severity: 'warning', line: 6 })],
    }),
  ]);
});

test('names twenty articles of a dead file, and counts the others', async () => {
  await using server = await otherSite();
  using work = new Workspace();
  for (let i = 0; i < 25; i++) work.write(`${i}.md`, article(`A${i}`, {}, `![](${server.url}/gone.png)`));
  const { stdout } = await work.run([...remote, '--content', work.content]);
  const lines = stdout.split('\n').filter((line) => line.includes('[remote]'));
  expect(lines).toHaveLength(20);
  expect(lines[0]).toContain('; 5 more articles name it');
  expect(server.asked).toHaveLength(2);
});

test.each(['--write', '--allow-private'])('refuses %s without --remote', async (option) => {
  using work = new Workspace();
  const { code, stderr } = await work.run(['check', option, '--content', work.content]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${option} needs --remote; add it`);
});

test('Ctrl-C ends it, after it has shown what was found, and nothing is written', async () => {
  let arrived = (): void => {};
  const hanging = new Promise<void>((resolve) => (arrived = resolve));
  await using server = await serveHttp(({ url }, response) => {
    if (url === '/gone.png') response.writeHead(404).end();
    else if (url === '/a.mp3')
      response.writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': 9 }).end();
    else arrived();
  });
  using work = new Workspace();
  const source = article(
    'A',
    { enclosure: `{url: ${server.url}/a.mp3}`, cover: `${server.url}/gone.png` },
    `![](${server.url}/z.png)`,
  );
  work.write('a.md', source);
  const child = work.spawn([...remote, '--write', '--content', work.content]);
  const end = finished(child);
  await hanging;
  process.kill(-child.pid!, 'SIGINT');
  const { code, stdout, stderr } = await end;
  expect(code).toBe(130);
  expect(stdout).toContain('the server answers 404');
  expect(stderr).toContain('Interrupted');
  expect(readFileSync(join(work.content, 'a.md'), 'utf8')).toBe(source);
});

describe('--write', () => {
  test('writes lengths and types into the front matter, keeps the mode, and leaves nothing behind', async () => {
    await using server = await otherSite();
    using work = new Workspace();
    const before = `---\r\ntitle: A # c\r\ndate: 2026-01-02\r\nenclosure:\r\n  url: ${server.url}/a.mp3\r\n---\r\nx\r\n`;
    work.write('deep/a.md', before);
    work.write('text.md', article('T', { audio: `[${server.url}/gone.mp3, ${server.url}/t.mp3]` }));
    work.write('gone.md', article('G', { audio: `{src: ${server.url}/gone.mp3}` }));
    const file = join(work.content, 'deep/a.md');
    chmodSync(file, 0o640);
    const { code, stdout } = await work.run([...remote, '--write', '--content', work.content]);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(
      before.replace('a.mp3\r\n', 'a.mp3\r\n  length: 4321\r\n  type: audio/mpeg\r\n'),
    );
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(work.content, 'deep'))).toEqual(['a.md']);
    expect(stdout).toContain(
      `${file}: wrote the facts of 1 enclosure; the warnings above are of the file as it was`,
    );
    expect(stdout).toMatch(
      /text\.md:4:\d+: warning: --write left this enclosure as it is: .*; its server says length: 4321, type: audio\/mpeg \[remote\]/,
    );
    expect(stdout).toContain('facts of 1 enclosure written');
    const again = await work.run([...remote, '--write', '--json', '--content', work.content]);
    expect(jsonLines(again.stdout).filter((line) => 'written' in line)).toEqual([]);
  });

  test('writes what it measures under the keys of each dialect, also for other encodings', async () => {
    const sound = wav(20);
    const asked: string[] = [];
    await using server = await serveHttp(({ url = '', method = '' }, response) => {
      asked.push(`${method} ${url}`);
      response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': sound.length });
      response.end(method === 'HEAD' ? undefined : sound);
    });
    using work = new Workspace();
    const castanet = (more: string): string =>
      `+++\ntitle = "C"\ndate = "2026-01-02"\npodcast_file = "${server.url}/c.wav"\n${more}+++\nx\n`;
    const eleventy = (more: string): string =>
      `---\ntitle: E\ndate: 2026-01-02\nepisode:\n  filename: ${server.url}/e.wav\n${more}---\nx\n`;
    const whole = (more: string): string =>
      `---\ntitle: W\ndate: 2026-01-02\naudio: {url: ${server.url}/w.wav, length: ${sound.length}, type: audio/wav, duration: 20}\nalternate_enclosures:\n- url: ${server.url}/a.wav\n${more}---\nx\n`;
    work.write('c.md', castanet(''));
    work.write('e.md', eleventy(''));
    work.write('w.md', whole(''));
    const { code, stdout } = await work.run([...remote, '--write', '--content', work.content]);
    expect(code).toBe(0);
    const read = (name: string): string => readFileSync(join(work.content, name), 'utf8');
    expect(read('c.md')).toBe(castanet(`podcast_bytes = ${sound.length}\npodcast_duration = "0:00:20"\n`));
    expect(read('e.md')).toBe(eleventy(`  size: ${sound.length}\n  mime_type: audio/wav\n  duration: 20\n`));
    expect(read('w.md')).toBe(whole(`  length: ${sound.length}\n  type: audio/wav\n`));
    expect(stdout).toContain('facts of 3 enclosures written');
    // Only files without a duration are read.
    expect(asked.filter((line) => line.startsWith('GET')).sort()).toEqual(['GET /c.wav', 'GET /e.wav']);
    asked.length = 0;
    await work.run([...remote, '--write', '--content', work.content]);
    expect(asked.filter((line) => line.startsWith('GET'))).toEqual([]);
  });

  test('leaves a file with several names as it is', async () => {
    await using server = await otherSite();
    using work = new Workspace();
    const source = article('A', { enclosure: `{url: ${server.url}/a.mp3}` });
    work.write('a.md', source);
    linkSync(join(work.content, 'a.md'), join(work.folder, 'other-name'));
    const { stdout } = await work.run([...remote, '--write', '--content', work.content]);
    expect(stdout).toContain('--write left the file as it is: the file has several names (hard links)');
    expect(readFileSync(join(work.content, 'a.md'), 'utf8')).toBe(source);
  });
});
