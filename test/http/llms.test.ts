/** `/llms.txt`, as agents ask for it. */

import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { send, stored } from './files.ts';
import { get, publish, site } from './publish.ts';

beforeEach(async () => reset());

describe('/llms.txt', () => {
  it('lists what the site has', async () => {
    await publish({ 'a.md': '---\ntitle: A\ndate: 2024-01-01\ncategories: [News]\n---\nText\n' });
    const answer = await get('/llms.txt');
    expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain(`\n- [A](${site}/articles/a.md)：`);
    expect(text).toContain(`\n- [News](${site}/categories/News/)：1 篇文章\n`);
    const validators = { 'If-None-Match': answer.headers.get('ETag')! };
    expect((await get('/llms.txt', { headers: validators })).status).toBe(304);
  });

  it('is the file of this name in a static folder, if there is one', async () => {
    const own = new TextEncoder().encode('# Mine\n');
    await send({ files: [await stored('/llms.txt', own, { type: 'text/plain; charset=utf-8' })] });
    expect(await (await get('/llms.txt')).text()).toBe('# Mine\n');
  });
});
