import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { encrypted } from '../../../src/cli/client/upgrade.ts';
import { serveHttp } from '../http-server.ts';
import { serveBoth } from '../https-server.ts';
import { localWorker } from '../local-worker.ts';
import { article, titlesOf, Workspace } from '../workspace.ts';

const { worker } = localWorker();

/** Passes a request on to the worker. */
async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = await text(request);
  const answer = await fetch(worker.url + url, {
    method,
    headers: { authorization: headers.authorization ?? '', 'Content-Type': 'application/json' },
    ...(body !== '' && { body }),
  });
  response.writeHead(answer.status).end(await answer.text());
}

describe('a redirect from http to https', () => {
  test('on the same host is followed before the token or a file is sent', async () => {
    using work = new Workspace();
    work.write('a.md', article('Encrypted'));
    const plain: { method: string | undefined; authorization: string | undefined }[] = [];
    await using server = await serveBoth(
      work.folder,
      ({ method, url, headers }, response) => {
        plain.push({ method, authorization: headers.authorization });
        response.writeHead(301, { Location: `https://${headers.host}${url}` }).end();
      },
      (request, response) => void forward(request, response),
    );
    const env = {
      EDGEFEED_URL: `http://${server.host}`,
      EDGEFEED_TOKEN: worker.token,
      NODE_EXTRA_CA_CERTS: server.certificate,
    };
    const args = ['--content', work.content, '--state', work.state];
    const published = await work.run(['publish', '--any-site-url', ...args], env);
    expect(published).toEqual({
      code: 0,
      stdout: expect.stringMatching(`^1 added .*\nlive at https://${server.host}\n$`),
      stderr: `edgefeed: warning: http://${server.host} redirects to https://${server.host}, which is used. Set --to or EDGEFEED_URL to https://${server.host}.\n`,
    });
    expect(await titlesOf(worker.url)).toEqual(['Encrypted']);
    expect((await work.run(['status', '--state', work.state], env)).code).toBe(0);
    const bare = { method: 'GET', authorization: undefined };
    expect(plain).toEqual([bare, bare]);
  });

  test.each([
    ['another host', (host: string) => `https://localhost:${host.split(':')[1]}/api/manifest`],
    ['another port', () => 'https://0.0.0.0/api/manifest'],
    ['another path', (host: string) => `https://${host}/login`],
    ['no encryption', (host: string) => `http://${host}/api/manifest`],
    ['a broken address', () => 'https://['],
  ])('is not followed to %s', async (_, locationOf) => {
    await using server = await serveHttp(({ headers }, response) => {
      response.writeHead(308, { Location: locationOf(headers.host!) }).end();
    });
    const target = { url: server.url.replace('127.0.0.1', '0.0.0.0'), token: 'secret', local: false };
    expect(await encrypted(target)).toBe(target);
  });

  test('is not looked for on this machine, nor of an https address', async () => {
    let asked = 0;
    await using server = await serveHttp((_, response) => {
      asked++;
      response.end();
    });
    for (const target of [
      { url: server.url, local: true },
      { url: server.url.replace('http:', 'https:'), local: false },
    ])
      expect(await encrypted(target)).toBe(target);
    expect(asked).toBe(0);
  });
});

describe('a worker whose SITE_URL is of another machine', () => {
  test('is not published to, unless asked', async () => {
    using work = new Workspace();
    work.write('b.md', article('B'));
    const asked: (string | undefined)[] = [];
    await using server = await serveHttp(async (request, response, body) => {
      asked.push(request.url);
      const answer = await fetch(worker.url + request.url, {
        method: request.method!,
        headers: {
          authorization: request.headers.authorization ?? '',
          'Content-Type': 'application/json',
        },
        ...(body !== '' && { body }),
      });
      response.writeHead(answer.status).end(await answer.text());
    });
    const to = server.url.replace('127.0.0.1', '0.0.0.0');
    const args = ['publish', '--force', '--content', work.content, '--state', work.state, '--to', to];
    const env = { EDGEFEED_TOKEN: worker.token };
    const refused = await work.run(args, env);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(
      `edgefeed: SITE_URL of the worker at ${to} is ${worker.url}, so its feeds would lead readers to their own machines.`,
    );
    expect(asked).not.toContain('/api/publish');
    expect(await titlesOf(worker.url)).not.toContain('B');

    const dry = await work.run([...args, '--dry-run'], env);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('A  b.md') });
    expect(dry.stderr).toContain('edgefeed: warning: SITE_URL');

    const meant = await work.run([...args, '--any-site-url'], env);
    expect(meant.code).toBe(0);
    expect(meant.stderr).not.toContain('SITE_URL');
    expect(await titlesOf(worker.url)).toContain('B');
  });
});
