import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { call } from '../app.ts';
import { authorization, file, publish } from '../publish.ts';

const sources = {
  'good.md': '---\ntitle: Good\ndate: 2024-01-01\n---\nText',
  'bad.md': '---\ntitle: [\n---\n',
};

const batch = (
  files: Record<string, string>,
  headers: Record<string, string> = authorization,
): RequestInit => ({
  method: 'POST',
  headers,
  body: JSON.stringify({
    put: Object.entries(files).map(([path, source]) => file(path, source)),
    delete: [],
  }),
});

/** The real parser, with a count of the requests that it gets. */
function countingParser() {
  let requests = 0;
  const PARSER = new Proxy(env.PARSER, {
    get: (namespace, name) =>
      name === 'getByName'
        ? (object: string) => {
            requests++;
            return namespace.getByName(object);
          }
        : Reflect.get(namespace, name),
  });
  return { PARSER, requests: () => requests };
}

beforeEach(async () => reset());

describe('the object that parses batches', () => {
  it('answers as a worker does that has none', async () => {
    const { PARSER, requests } = countingParser();
    const handedOn = await call(createApp(), '/api/publish', batch(sources), { PARSER });
    expect(requests()).toBe(1);
    const answer: unknown = await handedOn.json();
    await reset();
    // A wrangler.toml of an earlier version has no such binding.
    const { PARSER: _, ...rest } = env;
    const parsedHere = await createApp().fetch(
      new Request('https://feeds.example/api/publish', batch(sources)) as never,
      rest,
      {} as never,
    );
    expect(await parsedHere.json()).toEqual(answer);
    expect(answer).toMatchObject({ files: [{ status: 'error' }, { status: 'article' }] });
  });

  it('hands on what is wrong with a request, and keeps it out of caches', async () => {
    const response = await call(createApp(), '/api/publish', { ...batch({}), body: '{' });
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ detail: "The batch can't be read: body: it is not JSON." });
  });

  it('gets no request without the token', async () => {
    const { PARSER, requests } = countingParser();
    const response = await call(createApp(), '/api/publish', batch(sources, {}), { PARSER });
    expect(response.status).toBe(401);
    expect(requests()).toBe(0);
  });

  it('publishes for the catalog that readers are served from', async () => {
    await publish(sources);
    expect((await call(createApp(), '/articles/good')).status).toBe(200);
  });
});
