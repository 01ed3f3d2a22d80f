/** The address of the site: one that readers reach, before anything is deployed. */

import { isLoopback } from '../../client/target.ts';
import type { Environment } from '../environment.ts';
import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { objectOf, objectsIn, textOf, textsIn } from '../values.ts';

export function* checkSiteUrl({ environment, outline, additions }: Examined): Generator<Finding> {
  const path = environment.path('vars');
  const value = objectOf(environment.get('vars'))['SITE_URL'];
  const why = reasonAgainst(value);
  if (why === undefined) return;
  const example = `https://${workerName(environment)}.<your-subdomain>.workers.dev`;
  const add = outline.at([...path, 'SITE_URL'])
    ? additions.value([...path, 'SITE_URL'], example)
    : additions.keys(path, { SITE_URL: example });
  yield {
    code: 'site-url',
    message: `not ready to deploy: SITE_URL ${why}. Set it to your own domain, or to the workers.dev address; Cloudflare's dashboard has your subdomain under Workers & Pages`,
    line: outline.lineOf([...path, 'SITE_URL']),
    add,
  };
}

/** @returns a clause about the value; undefined for an address that may be one of readers, or that is no address at all */
export function reasonAgainst(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === '') return 'is missing';
  const url = URL.parse(text);
  if (!url) return /[<>]/.test(text) ? `is "${text}", an example` : undefined;
  if (isLoopback(url.href) || /(?:^|\.)localhost$/.test(url.hostname) || url.hostname === '0.0.0.0')
    return `is ${text}, which only this machine reaches`;
  return isReserved(url.hostname) ? `is ${text}, an example` : undefined;
}

/** Names that stand for others in documentation (RFC 2606). */
const isReserved = (host: string): boolean =>
  /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test)$/.test(host) || /your-(?:sub)?domain/.test(host);

/** An environment without a name of its own gets one from wrangler. */
function workerName(environment: Environment): string {
  const name = textOf(environment.get('name')) || 'feeds';
  return environment.name === undefined || environment.path('name').length > 1
    ? name
    : `${name}-${environment.name}`;
}

/** Whether a domain leads to the worker. Routes may also be made in the dashboard, so it is advice. */
export function* checkRoute({ environment, outline, additions }: Examined): Generator<Finding> {
  const vars = objectOf(environment.get('vars'));
  const url = URL.parse(textOf(vars['SITE_URL']));
  if (!url || reasonAgainst(vars['SITE_URL']) !== undefined) return;
  if (url.hostname.endsWith('.workers.dev')) {
    if (environment.get('workers_dev') !== false) return;
    const message = `SITE_URL is a workers.dev address, and workers_dev is false: the worker does not answer there`;
    yield { code: 'route', message, line: outline.lineOf(environment.path('workers_dev')) };
    return;
  }
  if (patternsOf(environment).some((pattern) => leadsTo(pattern, url.hostname))) return;
  const path = environment.path('routes');
  yield {
    code: 'route',
    message: `no route of this file leads from ${url.hostname} to the worker`,
    line: outline.lineOf([...environment.path('vars'), 'SITE_URL']),
    add: outline.at(path)
      ? additions.elements(path, [{ pattern: url.hostname, custom_domain: true }])
      : additions.keys(path.slice(0, -1), { routes: [{ pattern: url.hostname, custom_domain: true }] }),
  };
}

function patternsOf(environment: Environment): string[] {
  const all = [environment.get('route'), environment.get('routes')].flat();
  return [...textsIn(all), ...objectsIn(all).map((each) => textOf(each['pattern']))];
}

/** Whether a route has a host: `feeds.example.com/*`, `*.example.com/*`. A `*` stands for any characters. */
function leadsTo(pattern: string, host: string): boolean {
  const of = pattern.replace(/^https?:\/\//, '').split('/')[0]!;
  return of.startsWith('*') ? `.${host}`.endsWith(of.slice(1)) : of === host;
}
