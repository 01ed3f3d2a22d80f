import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFolder } from '../../src/cli/folders.ts';
import { version } from '../../src/cli/version.ts';
import { Running } from '../cli/running.ts';
import { asVersion, InstalledSite } from './installed-site.ts';
import { packed } from './package-maker.ts';

const root = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
let tarball: string;
let site: InstalledSite;
let running: Running;

/** A version before every one, for a site that is updated. */
const before = '0.0.1';

/** A program of this checkout. */
const tool = (name: string): string => join(packageFolder, 'node_modules/.bin', name);

async function start(...options: string[]): Promise<void> {
  const child = site.spawn(
    'npm',
    'start',
    '--',
    '--port',
    '0',
    '--site',
    'https://feeds.example',
    ...options,
  );
  running = await Running.of(child);
}

async function restart(): Promise<void> {
  await running.end('SIGINT', 'group');
  await start();
}

const paths = ['/rss.xml', '/atom.xml', '/feed.json', '/categories/Notes/atom.xml'];

interface Document {
  etag: string | null;
  lastModified: string | null;
  body: string;
}

async function document(path: string): Promise<Document> {
  const response = await fetch(running.url + path);
  expect(response.status).toBe(200);
  const { headers } = response;
  return {
    etag: headers.get('ETag'),
    lastModified: headers.get('Last-Modified'),
    body: await response.text(),
  };
}

beforeAll(async () => {
  const { maker, ...made } = await packed();
  tarball = made.tarball;
  site = new InstalledSite(join(root, 'site'));
  await maker.succeeds('npx', '--no', '--', 'create-edgefeed', site.folder, '--yes', '--title', 'My feeds');
  await site.succeeds('sh', '-ec', maker.handOver);
  await site.install(await asVersion(tarball, before, root));
  await start();
});

afterAll(async () => {
  // npm hands a signal to no child of its own: a terminal sends it to the whole group.
  await running.end('SIGINT', 'group');
  rmSync(root, { recursive: true });
});

test('has no file of the sources, and no script that runs at installation', () => {
  const installed = join(site.folder, 'node_modules/edgefeed');
  expect(existsSync(join(installed, 'src'))).toBe(false);
  expect(existsSync(join(installed, 'test'))).toBe(false);
  const { scripts } = JSON.parse(site.read('node_modules/edgefeed/package.json')) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

test('has entry points and types that every resolution of ECMAScript modules finds', async () => {
  expect(await site.run(tool('publint'), tarball, '--strict')).toMatchObject({ code: 0 });
  expect(await site.run(tool('attw'), tarball, '--profile', 'esm-only')).toMatchObject({ code: 0 });
});

test('serves the content of the site, and bundles nothing', async () => {
  expect((await document('/categories/Notes/rss.xml')).body).toContain('<title>Hello</title>');
  expect((await document('/')).body).toContain('My feeds');
  expect(existsSync(join(site.folder, 'node_modules/.cache/edgefeed/worker'))).toBe(false);
});

test('publishes an edit', async () => {
  site.write('content/hello.md', site.read('content/hello.md').replace(/^title: .*/m, 'title: Edited'));
  await running.says('live hello.md');
  expect((await document('/rss.xml')).body).toContain('<title>Edited</title>');
});

test('has a client for apps', async () => {
  const program = `
    import { Client } from 'edgefeed/client';
    for await (const { title } of new Client('${running.url}').articles({ fields: ['title'] })) console.log(title);
  `;
  expect(await site.run('node', '--input-type=module', '--eval', program)).toMatchObject({
    code: 0,
    stdout: 'Edited\n',
  });
});

test('commands run in any folder of the site', async () => {
  expect(await site.edgefeed('check')).toMatchObject({ code: 0, stderr: '' });
  expect(await site.edgefeed('publish')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 unchanged'),
  });
});

test('wrangler bundles the worker for a deployment, offline', async () => {
  const output = await site.succeeds('npx', '--no', 'wrangler', 'deploy', '--dry-run', '--outdir', 'out');
  expect(output).toContain('--dry-run: exiting now.');
  expect(existsSync(join(site.folder, 'out/worker.js'))).toBe(true);
});

test('another edgefeed leaves the site to its own', async () => {
  const other = join(packageFolder, 'bin/edgefeed.js');
  expect(await site.run('node', other, 'check')).toEqual({
    code: 2,
    stdout: '',
    stderr: `edgefeed: This is edgefeed ${version()}, and ${site.folder} has edgefeed ${before}. Run that one, in the folder: \`npx --no edgefeed\`.\n`,
  });
  expect((await site.run('node', other, '--version')).stdout).toBe(`${version()}\n`);
});

test('an update keeps the state, and every feed with its validators', async () => {
  expect((await site.edgefeed('--version')).stdout).toBe(`${before}\n`);
  const old = await Promise.all(paths.map(async (path) => document(path)));
  await running.end('SIGINT', 'group');
  await site.install(tarball);
  expect((await site.edgefeed('--version')).stdout).toBe(`${version()}\n`);
  await start();
  expect(running.output).toContain('1 unchanged');
  expect(await Promise.all(paths.map(async (path) => document(path)))).toEqual(old);
});

test('a backup gives another catalog the same feeds, with their validators', async () => {
  const feeds = async (): Promise<Document[]> => Promise.all(paths.map(async (path) => document(path)));
  const old = await feeds();
  expect(await site.edgefeed('export', 'backup')).toMatchObject({ code: 0 });
  await running.end('SIGINT', 'group');
  // A restore is for an empty catalog, and \`npm start\` publishes at once.
  site.write('nothing/README', '');
  await start('--state', 'other', '--content', 'nothing');
  expect(await site.edgefeed('restore', 'backup', '--state', 'other')).toMatchObject({ code: 0 });
  expect(await feeds()).toEqual(old);
  await restart();
});

test('a site may add to the worker: it is bundled then', async () => {
  site.write(
    'src/worker.ts',
    `import worker from 'edgefeed';
export { Catalog, Outbound, Parser } from 'edgefeed';
export default {
  fetch: (request: Request, env, context) =>
    new URL(request.url).pathname === '/hello' ? new Response('hello') : worker.fetch(request, env, context),
};
`,
  );
  await restart();
  expect((await document('/hello')).body).toBe('hello');
  expect((await document('/rss.xml')).body).toContain('<title>Edited</title>');
});
