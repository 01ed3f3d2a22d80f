import { afterEach, expect, it, vi } from 'vitest';
import { localVars } from '../../../src/cli/local/worker.ts';

afterEach(() => vi.unstubAllEnvs());

const bindings = { HUB_URL: 'https://hub.example/', SITE_TITLE: 'Site', OUTBOUND_LOOPBACK: '1' };
const options = { siteUrl: 'http://127.0.0.1:8787' };

it('the worker on this machine knows no hub, so that it sends nothing, whatever the settings say', () => {
  expect(localVars(bindings, options)).toEqual({
    HUB_URL: 'off',
    SITE_TITLE: 'Site',
    SITE_URL: 'http://127.0.0.1:8787',
    OUTBOUND_LOOPBACK: '',
  });
});

it('has its own hub, for subscribers on this machine, if the environment says so', () => {
  vi.stubEnv('EDGEFEED_OUTBOUND_LOOPBACK', '1');
  expect(localVars(bindings, options)).toMatchObject({ HUB_URL: '', HUB_DELAY: '0', OUTBOUND_LOOPBACK: '1' });
});
