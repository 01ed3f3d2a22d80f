import { reset, runInDurableObject } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderedPush, Push } from '../../../src/publish/protocol.ts';
import { catalog, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

const commitOf = (digit: string): string => digit.repeat(40);
const older: Push = { commit: commitOf('a'), time: 1_000_000 };
const newer: Push = { commit: commitOf('b'), time: 2_000_000 };

const send = async (title: string, push: OrderedPush) =>
  catalog().publish({ put: [put('a.md', { title })], delete: [], more: false, push });

const title = async () => {
  const document = await catalog().address('a');
  return document?.state === 'article' ? document.article.title : undefined;
};

beforeEach(async () => reset());
afterAll(quiet);

describe('the order of pushes', () => {
  it('lets a newer push replace what an older one published', async () => {
    await send('Older', older);
    await send('Newer', newer);
    expect(await title()).toBe('Newer');
    expect(await catalog().status()).toMatchObject({ push: newer });
  });

  it('refuses an older push, names the newer one, and writes nothing', async () => {
    await send('Newer', newer);
    expect(await send('Older', older)).toEqual({ status: 'outdated', newest: newer });
    expect(await title()).toBe('Newer');
    expect(await catalog().status()).toMatchObject({ push: newer });
  });

  it('takes an older push that insists, which is the newest from then on', async () => {
    await send('Newer', newer);
    await send('Older', { ...older, force: true });
    expect(await title()).toBe('Older');
    expect(await catalog().status()).toMatchObject({ push: older });
  });

  it('takes commits of the same second in any order', async () => {
    await send('First', { ...newer, commit: commitOf('c') });
    await send('Second', newer);
    expect(await title()).toBe('Second');
  });

  it('is entered by a push that has nothing to send, too', async () => {
    await catalog().publish({ put: [], delete: [], more: true, push: newer });
    expect(await send('Older', older)).toEqual({ status: 'outdated', newest: newer });
  });

  it('is not closed by a commit whose clock was ahead', async () => {
    await send('From the future', { commit: commitOf('a'), time: Date.UTC(2099, 0, 1) });
    // Git counts whole seconds.
    const time = Date.now() - (Date.now() % 1000);
    await send('Today', { commit: commitOf('b'), time });
    expect(await title()).toBe('Today');
    expect(await send('Yesterday', { commit: commitOf('c'), time: time - 86_400_000 })).toEqual({
      status: 'outdated',
      newest: { commit: commitOf('b'), time },
    });
  });

  it.each([Date.UTC(2099, 0, 1), 2 ** 53])(
    'is not closed by a time of the future, stored before: %i',
    async (time) => {
      await runInDurableObject(catalog(), (_instance, { storage }) => {
        const push = JSON.stringify({ commit: commitOf('f'), time });
        storage.sql.exec("INSERT OR REPLACE INTO settings (name, value) VALUES ('push', ?)", push);
      });
      // A date can be made of it, for those who are told.
      expect(new Date((await catalog().status()).push!.time).toISOString()).toMatch(/^(2099|9999)-/);
      await send('Newer', newer);
      expect(await title()).toBe('Newer');
      expect(await send('Older', older)).toEqual({ status: 'outdated', newest: newer });
    },
  );

  it('goes by ancestry first, whatever the clocks say', async () => {
    await send('Parent', newer);
    const child = {
      ...older,
      commit: commitOf('c'),
      ancestors: [commitOf('d'), newer.commit, commitOf('e')],
    };
    await send('Child', child);
    expect(await title()).toBe('Child');
    // The rest of the parent's batches, an ancestor that nobody has published, and the child's own.
    for (const commit of [newer.commit, commitOf('d'), commitOf('e')]) {
      expect(await send('Again', { commit, time: newer.time })).toEqual({
        status: 'outdated',
        newest: { commit: child.commit, time: child.time },
      });
    }
    await send('Rest', { commit: child.commit, time: child.time });
    expect(await title()).toBe('Rest');
    await send('Back', { ...newer, force: true });
    expect(await title()).toBe('Back');
  });

  it('leaves batches alone that come from no commit', async () => {
    await send('Newer', newer);
    await catalog().publish({ put: [put('a.md', { title: 'Work tree' })], delete: [], more: false });
    expect(await title()).toBe('Work tree');
    expect(await catalog().status()).toMatchObject({ push: newer });
  });
});
