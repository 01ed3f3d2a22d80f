/** The manifest of a backup: what its other files hold, so that an incomplete one is recognised. */

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { limits } from '../../limits.ts';
import { backupFormat } from '../../publish/backup/protocol.ts';
import { kindsOfFormat, type BackupKind } from '../../publish/backup/rows.ts';
import { jsonOf } from '../../publish/json.ts';

export const manifestName = 'manifest.json';

export const fileOf = (kind: BackupKind): string => `${kind}.jsonl`;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const file = v.object({
  rows: count,
  bytes: count,
  /** In hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hex digits')),
});

export type FileFacts = v.InferOutput<typeof file>;

const schema = v.object({
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The version of edgefeed that made the backup. */
  edgefeed: v.string(),
  /** SITE_URL of the worker. */
  site: v.string(),
  /** By the name of the file. */
  files: v.record(v.string(), file),
});

export type Manifest = v.InferOutput<typeof schema>;

/** As it is written: a line for each value, in the same order each time. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, undefined, 2)}\n`;

/** @returns `why` is a sentence without its period; `backup` is the name of the backup, for the worker */
export type ReadManifest =
  | { status: 'ok'; manifest: Manifest; backup: string }
  | { status: 'absent' }
  | { status: 'invalid'; why: string };

/** Reads the manifest in a folder. @throws the error of the system */
export function readManifest(folder: string): ReadManifest {
  const path = join(folder, manifestName);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return { status: 'absent' };
  if (stat.size > limits.backupManifestBytes)
    return invalid(`it has more than ${limits.backupManifestBytes} bytes`);
  const bytes = readFileSync(path);
  const json = jsonOf(bytes);
  if (json.status === 'invalid') return invalid(json.why);
  const result = v.safeParse(schema, json.value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return invalid(`${v.getDotPath(issue) ?? 'the value'}: ${issue.message}`);
  }
  const backup = createHash('sha256').update(bytes).digest('hex');
  return { status: 'ok', manifest: result.output, backup };
}

/** Why this version cannot restore a backup; undefined: it can. A sentence without its period. */
export function misfit({ format, edgefeed, files }: Manifest): string | undefined {
  if (format > backupFormat)
    return `it was made by edgefeed ${edgefeed}, and this is an earlier version; update edgefeed and the worker first`;
  const missing = kindsOfFormat(format)
    .map(fileOf)
    .find((name) => !Object.hasOwn(files, name));
  return missing === undefined ? undefined : `its manifest does not name ${missing}`;
}

const invalid = (why: string): ReadManifest => ({ status: 'invalid', why });
