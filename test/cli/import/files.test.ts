/** `--files`: pictures and enclosures beside the articles. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../http-server.ts';
import { Workspace } from '../workspace.ts';
import { png, wav } from '../pictures.ts';
import { filesIn, importInto, sourceOf } from './importing.ts';

/** A server of files by path. */
async function serve(files: Record<string, { type: string; bytes: Uint8Array }>) {
  const asked: string[] = [];
  let open = 0;
  let most = 0;
  const server = await serveHttp(async ({ url = '' }, response) => {
    asked.push(url);
    most = Math.max(most, ++open);
    await new Promise((done) => void setImmediate(done));
    open--;
    const file = files[url];
    if (file) response.writeHead(200, { 'Content-Type': file.type }).end(file.bytes);
    else response.writeHead(404, { 'Content-Type': 'text/html' }).end('<p>gone');
  });
  return Object.assign(server, { asked, most: () => most });
}

const picture = { type: 'image/png', bytes: png(8, 8) };

function feed(work: Workspace, body: string, more = ''): string {
  const file = join(work.folder, 'feed.xml');
  writeFileSync(
    file,
    `<rss version="2.0"><channel><title>T</title><link>https://old.example</link><item><title>A</title><link>https://old.example/a</link><guid>a</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><description><![CDATA[${body}]]></description>${more}</item></channel></rss>`,
  );
  return file;
}

describe('--files', () => {
  it('saves pictures, originals behind thumbnails, players and enclosures, and names them in the article', async () => {
    const sound = { type: 'audio/wav', bytes: wav(1) };
    await using server = await serve({
      '/a%20b.png': picture,
      '/photo.jpg?x=1': { type: 'image/png', bytes: png(9, 9) },
      '/no-ending': { type: 'image/webp', bytes: png(10, 10) },
      '/talk.wav': sound,
      '/other/talk.wav': { ...sound, bytes: wav(2) },
    });
    const { url } = server;
    using work = new Workspace();
    const file = feed(
      work,
      `<img src="${url}/a%20b.png" srcset="${url}/a%20b.png 2x"><a href="${url}/photo.jpg?x=1"><img src="${url}/photo-300x200.jpg?x=1" srcset="${url}/photo-300x200.jpg 1x"></a><img src="${url}/no-ending"><audio src="${url}/other/talk.wav"></audio><img src="${url}/gone.png"><a href="https://old.example/page">p</a>`,
      `<enclosure url="${url}/talk.wav" type="audio/wav" length="500"/>`,
    );
    const { stdout, code } = await importInto(work, file, '--files', '--allow-private');
    expect(code).toBe(0);
    expect(filesIn(work.content)).toEqual([
      '2024-01-01-a/a-b.png',
      '2024-01-01-a/index.html',
      '2024-01-01-a/no-ending.webp',
      '2024-01-01-a/photo.jpg',
      '2024-01-01-a/talk-2.wav',
      '2024-01-01-a/talk.wav',
    ]);
    const source = sourceOf(work, '2024-01-01-a/index.html');
    expect(source).toContain(
      '<img src="a-b.png" ><a href="photo.jpg"><img src="photo.jpg" ></a><img src="no-ending.webp">',
    );
    expect(source).toMatch(/url: "talk(?:-2)?\.wav"/);
    expect(source).toContain(`<img src="${url}/gone.png">`);
    expect(stdout).toContain(`${url}/gone.png was not saved: the server answers 404`);
    expect(stdout).toContain('6 files, of which 1 cannot be had');
    // One at a time.
    expect(server.most()).toBe(1);
    const { stdout: checked } = await work.run(['check', '--content', work.content]);
    expect(checked).toMatch(/1 article/);
    expect(checked).not.toContain('[file]');
  });

  it('asks for nothing twice, also in a run without it, and takes up where it ended', async () => {
    const files: Record<string, typeof picture> = { '/1.png': picture };
    await using server = await serve(files);
    using work = new Workspace();
    const file = feed(work, `<img src="${server.url}/1.png"><img src="${server.url}/2.png">`);
    await importInto(work, file, '--files', '--allow-private');
    files['/2.png'] = { type: 'image/png', bytes: png(3, 3) };
    server.asked.length = 0;
    const second = await importInto(work, file, '--files', '--allow-private');
    expect(server.asked).toEqual(['/2.png']);
    expect(second.stdout).toContain('1 entry: 1 updated');
    server.asked.length = 0;
    const third = await importInto(work, file);
    expect([server.asked, third.stdout.includes('1 entry: 1 unchanged')]).toEqual([[], true]);
    expect(sourceOf(work, '2024-01-01-a/index.html')).toContain('<img src="1.png"><img src="2.png">');
  });

  it('puts the files of an article that is there already into a folder of its name', async () => {
    await using server = await serve({ '/1.png': picture });
    using work = new Workspace();
    const file = feed(work, `<img src="${server.url}/1.png">`);
    await importInto(work, file);
    await importInto(work, file, '--files', '--allow-private');
    expect(filesIn(work.content)).toEqual(['2024-01-01-a.html', '2024-01-01-a/1.png']);
    expect(sourceOf(work, '2024-01-01-a.html')).toContain('<img src="2024-01-01-a/1.png">');
    expect(readFileSync(join(work.content, '2024-01-01-a/1.png'))).toEqual(Buffer.from(picture.bytes));
  });

  it('refuses web pages, types that are not published, and private addresses', async () => {
    await using server = await serve({
      '/page.png': { type: 'text/html', bytes: Buffer.from('<p>') },
      '/program': { type: 'application/x-sh', bytes: Buffer.from('#!') },
    });
    using work = new Workspace();
    const file = feed(work, `<img src="${server.url}/page.png"><img src="${server.url}/program">`);
    const { stdout } = await importInto(work, file, '--files', '--allow-private');
    expect(stdout).toContain('/page.png was not saved: it is a web page');
    expect(stdout).toContain(
      '/program was not saved: its type application/x-sh is not one that edgefeed publishes',
    );
    expect(filesIn(work.content)).toEqual(['2024-01-01-a/index.html']);
    using other = new Workspace();
    server.asked.length = 0;
    const refused = await importInto(other, feed(other, `<img src="${server.url}/1.png">`), '--files');
    expect(refused.stdout).toContain('1.png was not saved: it is at the private address 127.0.0.1;');
    expect(server.asked).toEqual([]);
  });

  it('gives no two files names that differ only in capital letters', async () => {
    await using server = await serve({
      '/Shelf.png': picture,
      '/x/shelf.PNG': { type: 'image/png', bytes: png(9, 9) },
      '/y/SHELF.png': picture,
    });
    using work = new Workspace();
    const pictures = ['Shelf.png', 'x/shelf.PNG', 'y/SHELF.png'];
    const body = pictures.map((path) => `<img src="${server.url}/${path}">`).join('');
    await importInto(work, feed(work, body), '--files', '--allow-private');
    expect(filesIn(work.content)).toEqual([
      '2024-01-01-a/Shelf.png',
      '2024-01-01-a/index.html',
      '2024-01-01-a/shelf-2.png',
    ]);
  });
});
