/** Ending the tests of a file in order. */

import { runInDurableObject } from 'cloudflare:test';
import { vi } from 'vitest';
import { catalog } from './batches.ts';
import { soon } from '../soon.ts';

/** Waits until the catalog's alarm is at rest, and takes it off: one at work when the tests end hangs the runner. */
export async function quiet(): Promise<void> {
  await vi.waitFor(async () => {
    const { outbox, github } = await catalog().status();
    const { feed, article, index } = outbox;
    const importing = github !== undefined && github.finishedAt === undefined && github.nextTry === undefined;
    if (feed + article + index > 0 || importing) throw new Error('the alarm is at work');
  }, soon);
  await runInDurableObject(catalog(), async (_instance, { storage }) => storage.deleteAlarm());
}
