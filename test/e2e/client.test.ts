/** The client in a browser, on a page of another origin, and in Node. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'rolldown';
import { expect, test } from 'vitest';
import { Client } from '../../src/client/client.ts';
import { serve } from '../../src/cli/local/serve.ts';
import { article, Workspace } from '../cli/workspace.ts';
import { launch } from './chromium.ts';

test('a page of another origin reads a site with the client, and so does Node', async () => {
  using work = new Workspace();
  work.write('a.md', article('First', { tags: 'x' }));
  work.write('b.md', article('知乎', { tags: 'x' }));
  const served = await serve({ state: work.state, host: '127.0.0.1', port: 0, onLog: () => {} });
  const other = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<p>App</p>'),
  );
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const browser = await launch();
  try {
    expect(await work.run(['publish', '--content', work.content, '--state', work.state])).toMatchObject({
      code: 0,
    });
    const { output } = await build({ input: 'src/client/client.ts', platform: 'browser', write: false });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const inBrowser = await page.evaluate(`(async () => {
      const source = ${JSON.stringify(output[0].code)};
      const { Client } = await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      const client = new Client(${JSON.stringify(served.url)});
      const titles = [];
      for await (const { title } of client.articles({ tag: 'x', fields: ['title'] })) titles.push(title);
      const [{ changes }] = await Array.fromAsync(client.changes());
      const problem = await client.changes({ since: 'x' }).next().catch(({ message }) => message);
      return { titles: titles.sort(), changes: changes.length, problem };
    })()`);
    expect(inBrowser).toEqual({
      titles: ['First', '知乎'],
      changes: 2,
      problem: expect.stringContaining('"since" is none that this site has given'),
    });
    expect((await new Client(served.url).site()).articles).toBe(2);
  } finally {
    await browser.close();
    other.close();
    await served.stop();
  }
});
