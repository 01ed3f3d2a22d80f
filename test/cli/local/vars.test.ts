import { expect, it } from 'vitest';
import { localVars } from '../../../src/cli/local/worker.ts';

it('the worker on this machine knows no hub, so that it sends nothing', () => {
  const bindings = { HUB_URL: 'https://hub.example/', SITE_TITLE: 'Site', SITE_URL: 'https://feeds.example' };
  expect(localVars(bindings, { siteUrl: 'http://127.0.0.1:8787' })).toEqual({
    HUB_URL: '',
    SITE_TITLE: 'Site',
    SITE_URL: 'http://127.0.0.1:8787',
  });
});
