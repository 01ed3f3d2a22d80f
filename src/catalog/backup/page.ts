/** A page of a backup: rows of one kind, as lines of JSON. */

import { createHash } from 'node:crypto';
import { limits } from '../../limits.ts';
import type { BackupPage, BackupQuery } from '../../publish/backup/protocol.ts';
import { cursorOf, type BackupKind, type BackupRow } from '../../publish/backup/rows.ts';
import type { Site } from '../../site/config.ts';
import { utf8Of } from '../../utf8.ts';
import { settingsInBackups } from '../tables/table-classes.ts';
import type { Tables } from '../tables/tables.ts';
import { kindsOfRows } from './kinds.ts';

/** `changed`: the pages before belong to another state of the catalog. */
export type PageOutcome = { status: 'page'; body: Uint8Array } | { status: 'changed' };

/** The first line says where the next page begins; the rows follow. */
export function backupPage(
  tables: Tables,
  { url }: Pick<Site, 'url'>,
  { kind, after, state }: BackupQuery,
): PageOutcome {
  const now = stateOf(tables);
  if (state !== undefined && state !== now) return { status: 'changed' };
  const { lines, next } = linesOf(tables, kind, after);
  const head: BackupPage = { state: now, site: url, ...(next && { next }) };
  return { status: 'page', body: utf8Of([JSON.stringify(head), ...lines, ''].join('\n')) };
}

function linesOf(
  tables: Tables,
  kind: BackupKind,
  after: BackupQuery['after'],
): { lines: string[]; next?: (string | number)[] } {
  const { after: rowsAfter, first } = kindsOfRows[kind];
  const lines: string[] = [];
  let bytes = 0;
  let last: BackupRow<BackupKind> | undefined;
  for (const row of rowsAfter(tables, JSON.stringify(after ?? first))) {
    const line = JSON.stringify(row);
    bytes += Buffer.byteLength(line) + 1;
    if (last && (bytes > limits.backupBytes || lines.length >= limits.backupRows))
      return { lines, next: cursorOf(kind, last) };
    lines.push(line);
    last = row;
  }
  return { lines };
}

/**
 * A digest that changes with every publish, every scheduled article and every new version of the parser. The feeds that are
 * written meanwhile do not change it: their rows are true whenever they are read.
 */
function stateOf({ settings, files, assets }: Tables): string {
  const parts = [
    [...settingsInBackups, 'revision' as const].map((name) => settings.get(name) ?? null),
    files.summary().root,
    assets.summary().root,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
