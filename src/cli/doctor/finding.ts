/** What `edgefeed doctor` may find. */

import type { Addition } from './addition.ts';

/**
 * Every finding by its code. An `error` is something without which this version does not work, or would do damage;
 * `advice` is something that it does without. docs/deploying.md has the same rows; a test compares them. A code is never
 * renamed.
 */
export const findingCodes = {
  name: 'error',
  main: 'error',
  'main-unknown': 'advice',
  'compatibility-date': 'error',
  'compatibility-flag': 'error',
  kv: 'error',
  'kv-id': 'error',
  'kv-shared': 'error',
  'durable-object': 'error',
  migration: 'error',
  'migration-kind': 'error',
  'migration-twice': 'error',
  cron: 'error',
  'site-url': 'error',
  setting: 'error',
  'setting-name': 'error',
  secret: 'error',
  wrangler: 'error',
  version: 'error',
  'setting-unknown': 'advice',
  'setting-default': 'advice',
  optional: 'advice',
  bucket: 'advice',
  route: 'advice',
  'two-files': 'advice',
} as const;

type FindingCode = keyof typeof findingCodes;
export type Severity = (typeof findingCodes)[FindingCode];

export interface Finding {
  code: FindingCode;
  /** One sentence or more, with the remedy if `add` is not all of it; no period at the end. */
  message: string;
  /** From 1. Absent: the whole file, or another one. */
  line?: number;
  /** The file, if it is not the configuration. Relative to the folder of the site. */
  file?: string;
  add?: Addition;
}

export const severityOf = ({ code }: Pick<Finding, 'code'>): Severity => findingCodes[code];
