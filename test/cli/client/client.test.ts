import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/cli/client/client.ts';
import { exitCodes } from '../../../src/cli/exit.ts';
import { serveHttp } from '../http-server.ts';
import { Workspace } from '../workspace.ts';

const summary = JSON.stringify({ root: 'r', buckets: {} });
const patient = { backoffLimit: 5 };

describe('the client of the worker', () => {
  test('sends the token as a bearer token', async () => {
    let seen: string | undefined;
    await using server = await serveHttp((request, response) => {
      seen = request.headers.authorization;
      response.end(summary);
    });
    await connect({ url: server.url, token: 'secret', local: false }).manifest();
    expect(seen).toBe('Bearer secret');
  });

  test.each([429, 500, 502, 503, 504])('retries a batch after %i', async (status) => {
    const bodies: string[] = [];
    const reasons: string[] = [];
    await using server = await serveHttp((_, response, body) => {
      bodies.push(body);
      response.statusCode = bodies.length < 3 ? status : 200;
      response.end('{"files":[]}');
    });
    const client = connect(
      { url: server.url, local: false },
      { ...patient, onRetry: (why) => reasons.push(why) },
    );
    expect(await client.publish('{"put":[],"delete":[]}')).toEqual({ files: [] });
    expect(bodies).toEqual(Array(3).fill('{"put":[],"delete":[]}'));
    expect(reasons).toEqual([`HTTP ${status}`, `HTTP ${status}`]);
  });

  test('waits as long as Retry-After says', async () => {
    const asked: number[] = [];
    await using server = await serveHttp((_, response) => {
      asked.push(performance.now());
      if (asked.length === 1) response.writeHead(503, { 'Retry-After': '1' }).end();
      else response.end(summary);
    });
    await connect({ url: server.url, local: false }, patient).manifest();
    expect(asked[1]! - asked[0]!).toBeGreaterThan(950);
  });

  test('retries after a lost connection', async () => {
    let asked = 0;
    await using server = await serveHttp((request, response) => {
      if (++asked === 1) request.socket.destroy();
      else response.end(summary);
    });
    expect(await connect({ url: server.url, local: false }, patient).manifest()).toEqual(JSON.parse(summary));
  });

  test('does not retry with a wrong token, and names the setting', async () => {
    let asked = 0;
    await using server = await serveHttp((_, response) => {
      asked++;
      response
        .writeHead(401, { 'Content-Type': 'application/problem+json' })
        .end('{"detail":"The token is wrong."}');
    });
    await expect(connect({ url: server.url, token: 'x', local: false }).manifest()).rejects.toMatchObject({
      exitCode: exitCodes.unreachable,
      message: expect.stringMatching(/rejected the token: The token is wrong\. .*EDGEFEED_TOKEN/),
    });
    expect(asked).toBe(1);
  });

  test('a refused connection is an error with the remedy, without retries', async () => {
    const server = await serveHttp(() => {});
    await server[Symbol.asyncDispose]();
    await expect(connect({ url: server.url, local: true }).status()).rejects.toMatchObject({
      exitCode: exitCodes.unreachable,
      message: expect.stringMatching(/connection refused.*npm start/),
    });
  });

  test('an answer that is not JSON is an error about the address', async () => {
    await using server = await serveHttp((_, response) => void response.end('<!doctype html>'));
    await expect(connect({ url: server.url, local: false }).manifest()).rejects.toThrow(
      /did not answer in JSON\. Check the address/,
    );
  });

  test("an error has the worker's reason", async () => {
    await using server = await serveHttp((_, response) => {
      response.writeHead(400).end('{"detail":"The batch can\'t be read."}');
    });
    await expect(connect({ url: server.url, local: false }).publish('{}')).rejects.toThrow(
      /answered HTTP 400: The batch can't be read/,
    );
  });

  test('a redirect is not followed, and the error names its target', async () => {
    const seen: (string | undefined)[] = [];
    await using other = await serveHttp((request, response) => {
      seen.push(request.headers.authorization);
      response.end(summary);
    });
    const { hostname, port } = new URL(other.url);
    const places: Record<string, RegExp> = {
      [`https://${hostname}/api/manifest`]: new RegExp(
        `redirects to https://${hostname}\\. Set --to or EDGEFEED_URL to https://${hostname}\\. The token was not sent`,
      ),
      [`http://localhost:${port}/api/manifest`]:
        /\. If that is your worker, set --to or EDGEFEED_URL to http:\/\/localhost:\d+\./,
      '/login': /answered HTTP 30\d and has no publish API/,
      'http://[': /answered HTTP 30\d and has no publish API/,
    };
    for (const [location, message] of Object.entries(places)) {
      for (const status of [301, 302, 303, 307, 308]) {
        await using server = await serveHttp((_, response) => {
          response.writeHead(status, { Location: location }).end();
        });
        const client = connect({ url: server.url, token: 'secret', local: false }, patient);
        for (const asking of [client.manifest(), client.publish('{}')])
          await expect(asking).rejects.toMatchObject({
            exitCode: exitCodes.unreachable,
            message: expect.stringMatching(message),
          });
      }
    }
    expect(seen).toEqual([]);
  });

  test('warns of a token sent over an unencrypted network, and only then', async () => {
    using work = new Workspace();
    await using server = await serveHttp((_, response) => void response.writeHead(401).end());
    const { port } = new URL(server.url);
    const warning = `edgefeed: warning: http://0.0.0.0:${port} is not encrypted: others on the network can read the token. Use https.\n`;
    const said = async (host: string, token: string): Promise<string> => {
      const to = ['--to', `http://${host}:${port}`, '--content', work.content, '--state', work.state];
      return (await work.run(['publish', '--json', ...to], { EDGEFEED_TOKEN: token })).stderr;
    };
    expect(await said('0.0.0.0', 'secret')).toContain(warning);
    expect(await said('0.0.0.0', '')).not.toContain('warning');
    expect(await said('127.0.0.1', 'secret')).not.toContain('warning');
  });
});
