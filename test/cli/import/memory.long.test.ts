import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Workspace } from '../workspace.ts';
import { filesIn, fixture } from './importing.ts';

/** Bytes of the export, which exceed the heap. */
const size = 80_000_000;

/** MB of the heap; the command needs some 40 with any source. */
const heap = 64;

it('an export that is larger than the memory is imported', async () => {
  using work = new Workspace();
  const export_ = readFileSync(fixture('wordpress.xml'), 'utf8');
  const [start, end] = [export_.indexOf('<item>'), export_.indexOf('</item>') + '</item>'.length];
  const [head, item] = [export_.slice(0, start), export_.slice(start, end)];
  const words = 'Some words of a long article, which goes on for a while. '.repeat(1000);
  const file = join(work.folder, 'large.xml');
  const output = createWriteStream(file);
  output.write(head);
  let posts = 0;
  for (let bytes = 0; bytes < size; posts++) {
    const post = item
      .replaceAll('p=41', `p=${posts}`)
      .replace('celadon-again</', `post-${posts}</`)
      .replace('nicename="celadon"', `nicename="slug-${posts}"`)
      .replace('The first one', words);
    bytes += post.length;
    if (!output.write(post)) await once(output, 'drain');
  }
  output.end('</channel></rss>');
  await once(output, 'close');
  const { code, stderr, stdout } = await work.run(['import', file, '--to', work.content], {
    NODE_OPTIONS: `--max-old-space-size=${heap}`,
  });
  expect([code, stderr.includes('heap')]).toEqual([0, false]);
  expect(stdout).toContain(`${posts.toLocaleString('en-US')} entries: ${posts.toLocaleString('en-US')} new`);
  expect(filesIn(work.content)).toHaveLength(posts);
});
