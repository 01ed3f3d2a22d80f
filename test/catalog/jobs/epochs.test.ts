import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { enterEpochs } from '../../../src/catalog/jobs/epochs.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../../src/site/config.ts';
import { catalog, publish, put } from '../batches.ts';

beforeEach(async () => reset());

/** What is written to KV when a catalog opens that a version without cards of today's form has left. */
const written = async () =>
  runInDurableObject(catalog(), (_, { storage }) => {
    storage.sql.exec('DELETE FROM outbox');
    storage.sql.exec("DELETE FROM settings WHERE name = 'card_epoch'");
    const tables = new Tables(storage.sql);
    const site = identified(siteFrom(env), tables.settings);
    enterEpochs(tables, site, Date.now());
    enterEpochs(tables, site, Date.now());
    return storage.sql.exec('SELECT kind, key FROM outbox').toArray();
  });

it('a new form of the cards writes the index once, and no feed', async () => {
  expect(await written()).toEqual([]);
  await publish([put('1.md', { title: 'One' })]);
  expect(await written()).toEqual([{ kind: 'index', key: '' }]);
});
