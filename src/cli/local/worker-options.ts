/** The options of Miniflare that a wrangler configuration stands for. */

import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { SiteConfig } from '../site-config.ts';

/** Options of a worker, as Miniflare takes them. Only the bindings are read here. */
export interface WorkerOptions {
  bindings?: Record<string, string>;
  kvNamespaces?: Record<string, { id: string }>;
  [option: string]: unknown;
}

/** What only a deployment reads. */
const deploymentOnly = [
  '$schema',
  'account_id',
  'cache',
  'env',
  'keep_vars',
  'limits',
  'logpush',
  'main',
  'minify',
  'name',
  'observability',
  'placement',
  'preview_urls',
  'route',
  'routes',
  'send_metrics',
  'upload_source_maps',
  'workers_dev',
] as const;

const text = v.string();

/** The configuration of a site that has the bindings of edgefeed, and nothing else. */
const plainConfig = v.strictObject({
  ...v.entriesFromList(deploymentOnly, v.optional(v.unknown())),
  compatibility_date: text,
  compatibility_flags: v.optional(v.array(text), []),
  vars: v.optional(v.record(text, text), {}),
  kv_namespaces: v.optional(
    v.array(v.strictObject({ binding: text, id: v.optional(text), preview_id: v.optional(text) })),
    [],
  ),
  r2_buckets: v.optional(v.array(v.strictObject({ binding: text, bucket_name: v.optional(text) })), []),
  durable_objects: v.strictObject({
    bindings: v.array(v.strictObject({ name: text, class_name: text })),
  }),
  migrations: v.array(v.strictObject({ tag: text, new_sqlite_classes: v.array(text) })),
  version_metadata: v.optional(v.strictObject({ binding: text })),
  ratelimits: v.optional(
    v.array(
      v.strictObject({
        name: text,
        namespace_id: text,
        simple: v.strictObject({ limit: v.number(), period: v.number() }),
      }),
    ),
    [],
  ),
});

/**
 * Converts a plain configuration as wrangler does, which takes two seconds and 100 MB to load.
 * @returns undefined when the configuration has anything else, or files with secrets, so that wrangler must convert it
 */
export function plainOptions({ folder, values }: SiteConfig): WorkerOptions | undefined {
  if (existsSync(join(folder, '.dev.vars')) || globSync('.env*', { cwd: folder }).length > 0)
    return undefined;
  const { success, output: config } = v.safeParse(plainConfig, values);
  if (!success) return undefined;
  const inSqlite = new Set(config.migrations.flatMap((migration) => migration.new_sqlite_classes));
  const objects = config.durable_objects.bindings;
  if (!objects.every((object) => inSqlite.has(object.class_name))) return undefined;
  return {
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    bindings: config.vars,
    kvNamespaces: byName(config.kv_namespaces, 'binding', ({ binding, id, preview_id: preview }) => ({
      id: preview ?? id ?? binding,
    })),
    r2Buckets: byName(config.r2_buckets, 'binding', ({ binding, bucket_name: bucket }) => ({
      id: bucket ?? binding,
    })),
    durableObjects: byName(objects, 'name', (object) => ({ className: object.class_name, useSQLite: true })),
    ratelimits: byName(config.ratelimits, 'name', (limit) => ({ type: 'ratelimit', ...limit })),
    ...(config.version_metadata && { versionMetadata: config.version_metadata.binding }),
  };
}

function byName<Key extends string, Row extends Record<Key, string>, Option>(
  rows: readonly Row[],
  key: Key,
  convert: (row: Row) => Option,
): Record<string, Option> {
  return Object.fromEntries(rows.map((row) => [row[key], convert(row)]));
}
