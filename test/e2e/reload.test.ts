import { expect, test } from 'vitest';
import { ChangeStream } from '../../src/cli/local/changes.ts';
import { serve } from '../../src/cli/local/serve.ts';
import { follow } from '../../src/cli/local/session.ts';
import { progressOn } from '../../src/cli/output/progress.ts';
import { article, Workspace } from '../cli/workspace.ts';
import { launch } from './chromium.ts';
import { soon } from '../soon.ts';

test('an open page of `npm start` shows a change at once, and a hidden one when it is shown again', async () => {
  using work = new Workspace();
  work.write('a.md', article('First'));
  work.write('b.md', article('Other'));
  const changes = new ChangeStream();
  const served = await serve({
    state: work.state,
    host: '127.0.0.1',
    port: 0,
    changes,
    onLog: () => {},
  });
  const session = await follow(work.folders, served, await progressOn(), () => {}, changes);
  const browser = await launch();
  try {
    const complaints: string[] = [];
    const open = async (path: string) => {
      const page = await browser.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(served.url + path);
      // A mark that a reload takes away.
      await page.evaluate('window.mark = true');
      return page;
    };
    const [home, first, other] = await Promise.all([open('/'), open('/articles/a'), open('/articles/b')]);
    await expect.poll(() => changes.size, soon).toBe(3);
    work.write('a.md', article('Second'));
    await first.getByRole('heading', { name: 'Second' }).waitFor();
    await home.getByText('Second').first().waitFor();
    expect(await other.evaluate('window.mark')).toBe(true);

    const show = async (hidden: boolean) =>
      first.evaluate(
        `Object.defineProperty(document, 'hidden', {configurable: true, value: ${hidden}}); document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))`,
      );
    await expect.poll(() => changes.size, soon).toBe(3);
    await show(true);
    await expect.poll(() => changes.size, soon).toBe(2);
    // A hidden page is left, too.
    await first.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))");
    work.write('a.md', article('Third'));
    await home.getByText('Third').first().waitFor();
    expect(await first.title()).toContain('Second');
    await show(false);
    await first.getByRole('heading', { name: 'Third' }).waitFor();

    // A page that is not there yet comes with its article.
    const missing = await open('/articles/c');
    await missing.getByText('404').first().waitFor();
    work.write('c.md', article('Created'));
    await missing.getByRole('heading', { name: 'Created' }).waitFor();
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  } finally {
    await browser.close();
    await session.stop();
    await served.stop();
  }
});
