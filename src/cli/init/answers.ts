/** What a new site is made from. */

import type { Blog } from './generators/blog.ts';

/** The answers to the questions of `init`, each of them a valid setting. */
export interface Answers {
  title: string;
  /** Absolute http(s), no slash at the end. */
  address: string;
  /** BCP 47. */
  language: string;
  /** IANA name. */
  timezone: string;
}

export interface SiteFacts extends Answers {
  /** Of the npm package and of the worker. */
  name: string;
  description?: string;
  /** The setting CONTENT: relative to the folder of the site, with `/`. */
  content: string;
  /** The setting STATIC; absent: its default. */
  staticFolder?: string;
  /** The file of the worker, relative to the folder of the site, with `/`. */
  main: string;
  /** The workflow of GitHub, likewise. */
  workflow: string;
  /** The blog whose articles are published; absent: the site begins empty. */
  blog?: Blog & {
    /** Its folder, relative to that of the site, with `/`; `.` in place. */
    folder: string;
  };
}

/** The address of a site that has none yet: that of `npm start`. Deploying refuses it. */
export const localAddress = 'http://127.0.0.1:8787';

/** The domain of an address that needs a route to the worker. A workers.dev address has none, and this machine none either. */
export function ownDomain(address: string): string | undefined {
  const { protocol, host, hostname } = new URL(address);
  const isDomain = /\.[a-z][a-z0-9-]*$/.test(hostname) && !hostname.endsWith('.workers.dev');
  return protocol === 'https:' && host === hostname && isDomain ? hostname : undefined;
}
