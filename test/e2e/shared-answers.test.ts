import { expect, test } from 'vitest';
import { TestSite } from './site.ts';

/** Only a server has requests that are really apart: workerd keeps what one of them waits for from the others. */
test('requests at the same time share the answers of searches, and each one ends', async () => {
  await using site = await TestSite.start();
  await site.publish({ 'a.md': '---\ntitle: Words\ndate: 2024-01-01\n---\nWords' });
  for (let round = 0; round < 5; round++) {
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const response = await fetch(`${site.url}/search?q=words${round}${i % 3 || ''}`);
        await response.text();
        return response.status;
      }),
    );
    expect(statuses).toEqual(statuses.map(() => 200));
  }
  expect(site.log).toEqual([]);
});
