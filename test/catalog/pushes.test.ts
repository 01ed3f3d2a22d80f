import { reset } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Push } from '../../src/publish/protocol.ts';
import { catalog, put } from './batches.ts';
import { quiet } from './quiet.ts';

const commitOf = (digit: string): string => digit.repeat(40);
const older: Push = { commit: commitOf('a'), time: 1_000_000 };
const newer: Push = { commit: commitOf('b'), time: 2_000_000 };

const send = async (title: string, push: Push & { force?: boolean }) =>
  catalog().commit({ put: [put('a.md', { title })], delete: [], more: false, push });

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
    expect(await send('Older', older)).toEqual({ outdatedBy: newer });
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
    await catalog().commit({ put: [], delete: [], more: true, push: newer });
    expect(await send('Older', older)).toEqual({ outdatedBy: newer });
  });

  it('leaves batches alone that come from no commit', async () => {
    await send('Newer', newer);
    await catalog().commit({ put: [put('a.md', { title: 'Work tree' })], delete: [], more: false });
    expect(await title()).toBe('Work tree');
    expect(await catalog().status()).toMatchObject({ push: newer });
  });
});
