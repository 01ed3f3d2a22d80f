/** What `GET /api/status` answers. */

import * as v from 'valibot';
import type { ImportStatus } from '../../../publish/import-status.ts';
import type { OutboundStatus } from '../../../publish/outbound-status.ts';
import { limitNames, type PlatformLimit } from '../../../publish/platform-limits.ts';
import type { Status } from '../../../publish/protocol.ts';
import { about, count, moment, text } from './schemas.ts';
import { webhook } from './webhooks.ts';

export const platformLimit = v.strictObject({
  name: v.picklist(limitNames),
  why: text,
  resetsAt: v.exactOptional(about(moment, 'Absent: waiting does not help.')),
}) satisfies v.GenericSchema<unknown, PlatformLimit>;

const importStatus = v.strictObject({
  state: v.picklist(['reading', 'fetching', 'done', 'refused', 'failed', 'superseded']),
  repository: text,
  branch: text,
  commit: text,
  startedAt: moment,
  finishedAt: v.exactOptional(moment),
  files: v.strictObject({
    added: count,
    changed: count,
    moved: count,
    deleted: count,
    left: count,
    refused: count,
  }),
  problems: v.array(text),
  error: v.exactOptional(text),
  nextTry: v.exactOptional(moment),
}) satisfies v.GenericSchema<unknown, ImportStatus>;

const group = v.strictObject({ name: text, count });

const outbound = v.strictObject({
  subscriptions: count,
  topics: v.array(group),
  hosts: v.array(group),
  waiting: count,
  failing: count,
  taken: count,
  givenUp: count,
  medianMs: v.exactOptional(about(count, 'From a publish to its delivery, in milliseconds.')),
  webhooks: v.exactOptional(v.array(webhook)),
  failures: v.array(
    v.strictObject({ kind: text, target: text, key: text, error: text, tries: count, nextTry: moment }),
  ),
}) satisfies v.GenericSchema<unknown, OutboundStatus>;

/** docs/http.md explains each member. */
export const status = v.strictObject({
  files: v.strictObject({
    article: count,
    draft: count,
    skip: count,
    redirects: count,
    show: v.exactOptional(count),
  }),
  articles: v.strictObject({ live: count, scheduled: count, expired: count }),
  terms: v.strictObject({ category: count, tag: count, author: count }),
  outbox: about(
    v.strictObject({ feed: count, article: count, index: count, failing: count }),
    'Committed work that is not yet at the edge.',
  ),
  failures: v.array(v.strictObject({ error: text, count, nextTry: moment })),
  limit: v.exactOptional(platformLimit),
  pausedUntil: v.exactOptional(moment),
  heldUntil: v.exactOptional(moment),
  paced: v.exactOptional(count),
  unsearchable: v.exactOptional(count),
  restore: v.exactOptional(v.strictObject({ done: count, of: count })),
  outbound: v.exactOptional(outbound),
  unsent: v.exactOptional(v.literal(true)),
  refused: v.exactOptional(v.array(v.strictObject({ path: text, line: count, message: text, sent: moment }))),
  push: v.exactOptional(
    v.strictObject({ commit: text, time: about(v.number(), 'Milliseconds since 1970.') }),
  ),
  github: v.exactOptional(importStatus),
  lastPublish: v.exactOptional(moment),
  locked: v.exactOptional(text),
}) satisfies v.GenericSchema<unknown, Status>;
