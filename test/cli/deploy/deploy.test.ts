import { realpathSync, rmSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { serveHttp } from '../http-server.ts';
import { localWorker } from '../local-worker.ts';
import { article, finished, titlesOf } from '../workspace.ts';
import { ready } from '../doctor/site.ts';
import { DeployedSite } from './stand-in.ts';
import { soon } from '../../soon.ts';

const { worker } = localWorker();

/** A site whose articles are published to the local worker, since nothing answers at its own address. */
function siteWith(title: string): DeployedSite {
  const site = new DeployedSite();
  site.write('a.md', article(title));
  return site;
}

const to = (): Record<string, string> => ({ EDGEFEED_TOKEN: worker.token });

describe('edgefeed deploy', () => {
  test('deploys with wrangler in the folder of the site, and publishes when the worker answers', async () => {
    using site = siteWith('Deployed');
    const { code, stdout } = await site.edgefeed(['deploy', '--to', worker.url], to());
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^1 added \(.*\)\nlive at http:\/\/127\.0\.0\.1:\d+\n$/),
    });
    expect(site.calls).toEqual([
      { args: ['deploy'], cwd: realpathSync(site.folder), input: '', hasToken: false },
    ]);
    expect(await titlesOf(worker.url)).toContain('Deployed');
  });

  test('names the environment to wrangler, and that none is meant', async () => {
    using site = siteWith('Staged');
    const config = ready();
    const { name: _, ...own } = {
      ...config,
      vars: { ...config.vars, SITE_URL: 'https://staging.me.workers.dev' },
    };
    site.configure('wrangler.toml', { ...config, env: { staging: own } });
    await site.edgefeed(['deploy', '--no-publish', '--env', 'staging']);
    await site.edgefeed(['deploy', '--no-publish']);
    expect(site.calls.map(({ args }) => args)).toEqual([
      ['deploy', '--env', 'staging'],
      ['deploy', '--env='],
    ]);
  });

  test('with --no-publish needs no token, and publishes nothing', async () => {
    using site = siteWith('Not published');
    expect(await site.edgefeed(['deploy', '--no-publish'])).toEqual({
      code: 0,
      stdout: 'The worker is deployed. To publish the articles, run `edgefeed publish`.\n',
      stderr: '',
    });
    expect(await titlesOf(worker.url)).not.toContain('Not published');
  });

  test('in a build on Cloudflare without the token deploys the worker alone', async () => {
    using site = siteWith('Built');
    const { code, stdout } = await site.edgefeed(['deploy'], { WORKERS_CI: '1' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('run `edgefeed publish`') });
    expect(site.calls.length).toBe(1);
  });

  test('prints how many lines have advice, and not the lines', async () => {
    using site = siteWith('Advised');
    const { cache: _, ...config } = ready();
    site.configure('wrangler.toml', config);
    const { stderr } = await site.edgefeed(['deploy', '--no-publish']);
    expect(stderr).toBe('`edgefeed doctor` has advice about 1 line of wrangler.toml.\n');
  });
});

describe('before anything is deployed', () => {
  test.each<
    [string, (site: DeployedSite) => { args?: string[]; env?: Record<string, string> } | void, string]
  >([
    [
      'a configuration that lacks a binding',
      (site) => {
        const { kv_namespaces: _, ...config } = ready();
        site.configure('wrangler.toml', config);
      },
      'wrangler.toml is not ready, so nothing was deployed. Mend what is named above.',
    ],
    [
      'an address of this machine',
      (site) => {
        site.configure('wrangler.toml', { ...ready(), vars: { SITE_URL: 'http://127.0.0.1:8787' } });
      },
      'wrangler.toml is not ready, so nothing was deployed. Mend what is named above.',
    ],
    [
      'a missing token without a terminal',
      () => ({ env: { EDGEFEED_TOKEN: '' } }),
      'EDGEFEED_TOKEN is not set, so nothing was deployed. Set EDGEFEED_TOKEN to the PUBLISH_TOKEN of the worker, or deploy without publishing (--no-publish).',
    ],
    [
      'EDGEFEED_URL of this machine',
      () => ({ args: [], env: { EDGEFEED_URL: 'http://localhost:8787' } }),
      'EDGEFEED_URL is http://localhost:8787, this machine, so nothing was deployed. Unset it, and SITE_URL is published to.',
    ],
    [
      '--to that is no address',
      () => ({ args: ['--to', 'feeds.me.dev'] }),
      '--to is "feeds.me.dev", which is not the address of a worker. Write it like https://feeds.example.com.',
    ],
    [
      'a content folder that is not there',
      (site) => {
        rmSync(site.content, { recursive: true });
      },
      'content: no such folder. Set --content to the folder of your articles.',
    ],
    [
      'an environment that is not there',
      () => ({ args: ['--env', 'staging'] }),
      'has no environment "staging". It has none.',
    ],
  ])('%s is refused with code 2', async (_, prepare, message) => {
    using site = siteWith('Refused');
    const { args = ['--to', worker.url], env = {} } = prepare(site) ?? {};
    const { code, stdout, stderr } = await site.edgefeed(['deploy', ...args], { ...to(), ...env });
    expect({ code, stdout, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      code: 2,
      stdout: '',
      last: expect.stringContaining(message),
    });
    expect(site.calls).toEqual([]);
  });
});

describe('when wrangler fails', () => {
  test('for want of a login, the login is named', async () => {
    using site = siteWith('Logged out');
    site.answers({
      deploy: { code: 1 },
      whoami: { says: 'You are not authenticated. Please run `wrangler login`.\n' },
    });
    const { code, stderr } = await site.edgefeed(['deploy', '--to', worker.url], to());
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^edgefeed: wrangler is not logged in .*`npx --no wrangler login`.*\n$/),
    });
    expect(await titlesOf(worker.url)).not.toContain('Logged out');
  });

  test('for another reason, its code is named, and nothing is published', async () => {
    using site = siteWith('Broken');
    site.answers({ deploy: { code: 7 }, whoami: { says: 'You are logged in.\n' } });
    expect(await site.edgefeed(['deploy', '--to', worker.url], to())).toEqual({
      code: 3,
      stdout: '',
      stderr: 'edgefeed: wrangler ended with code 7, so nothing was published. What it says is above.\n',
    });
    expect(await titlesOf(worker.url)).not.toContain('Broken');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends wrangler and the command, and publishes nothing',
  async (signal) => {
    using site = siteWith('Interrupted');
    site.answers({ deploy: { waits: true } });
    const child = site.spawn(['deploy', '--to', worker.url], { ...to(), CLOUDFLARE_ENV: '' }, site.folder);
    const ended = finished(child);
    await vi.waitFor(() => expect(site.calls.length).toBe(1), soon);
    process.kill(child.pid!, signal);
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: 'edgefeed: Interrupted.\n' });
    expect(await titlesOf(worker.url)).not.toContain('Interrupted');
  },
);

describe('on a terminal without a token', () => {
  const onTerminal = async (site: DeployedSite, answer: string, url: string) => {
    const { program, env } = site.command(['deploy', '--to', url], { CLOUDFLARE_ENV: '' });
    return site.finish('script', ['-qec', program, '/dev/null'], env, answer);
  };

  test('a new one is stored as the secret of the worker by standard input, and shown once', async () => {
    using site = siteWith('With a new token');
    // Cloudflare would give the worker the token. This server has no publish API, where the publish ends at once.
    await using server = await serveHttp((request, response) => {
      response.statusCode = request.url === '/healthz' ? 200 : 404;
      response.end('{}');
    });
    const { stdout } = await onTerminal(site, 'y\n', server.url);
    const [, token = ''] = /EDGEFEED_TOKEN=([0-9a-f]{64})\r?\n/.exec(stdout) ?? [];
    expect(token).not.toBe('');
    expect(stdout.split(token).length).toBe(2);
    const [deployed, stored] = site.calls;
    expect(deployed!.args).toEqual(['deploy']);
    expect(stored).toEqual({
      args: ['secret', 'put', 'PUBLISH_TOKEN'],
      cwd: realpathSync(site.folder),
      input: token,
      hasToken: false,
    });
    expect(site.calls.length).toBe(2);
  });

  test('a new one is made only after a yes', async () => {
    using site = siteWith('Without a token');
    const { code, stdout } = await onTerminal(site, '\n', worker.url);
    expect(code).toBe(2);
    expect(stdout).toMatch(/Make a new publishing token.*\[y\/N\]/);
    expect(stdout).toContain('Nothing was deployed. Set EDGEFEED_TOKEN');
    expect(site.calls).toEqual([]);
  });

  test('what wrangler does not store is not shown', async () => {
    using site = siteWith('Not stored');
    site.answers({ secret: { code: 1 } });
    const { code, stdout } = await onTerminal(site, 'y\n', worker.url);
    expect(code).toBe(3);
    expect(stdout).toContain('wrangler has not stored the token (code 1)');
    expect(stdout).not.toMatch(/[0-9a-f]{64}/);
  });
});
