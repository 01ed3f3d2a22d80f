/** The operations of the publishing API, which need a token. docs/http.md describes them. */

import { backupQuery, restoreQuery } from '../../publish/backup/protocol.ts';
import { noQuery } from '../v1/queries.ts';
import type { Operation } from '../v1/operation.ts';
import { batch } from './batch.ts';
import { blobQuery } from './blobs.ts';
import {
  batchResult,
  blobResult,
  blobsAnswer,
  manifestFiles,
  manifestSummary,
  rebuildResult,
  restoreProgress,
} from './contract/publishing.ts';
import { nothing } from './contract/schemas.ts';
import { status } from './contract/status.ts';
import { deliveries, webhook, webhooks, webhookTest, webhookWithSecret } from './contract/webhooks.ts';
import { manifestQuery } from './manifest.ts';
import { completeQuery } from './restore.ts';
import { webhookChanges, webhookForm, webhookMessage } from './webhooks.ts';

const publisher = { query: noQuery, permission: 'publish' } as const;
const reader = { query: noQuery, permission: 'status' } as const;

const malformed = 'The body is not what the contract says; the answer names the place.';
const tooLarge = 'The body is too large; send less at once.';
const laterVersion = 'A later version of edgefeed has changed the catalog.';
const full = "A limit of Cloudflare's plan is used up; nothing was changed.";

const batches: readonly Operation[] = [
  {
    ...reader,
    name: 'getManifest',
    path: '/api/manifest',
    summary: 'The digests of the published files, by which a publisher finds what differs.',
    answer: ['ManifestSummary', manifestSummary],
    errors: {},
  },
  {
    ...reader,
    name: 'listFiles',
    method: 'post',
    path: '/api/manifest',
    summary: 'The files in some buckets of the manifest.',
    body: { schema: ['ManifestQuery', manifestQuery] },
    answer: ['ManifestFiles', manifestFiles],
    errors: { 400: malformed, 413: tooLarge },
  },
  {
    ...publisher,
    name: 'publish',
    method: 'post',
    path: '/api/publish',
    summary: 'Publishes and deletes a batch of files in one transaction.',
    body: { schema: ['Batch', batch] },
    answer: ['BatchResult', batchResult],
    errors: {
      400: malformed,
      409: `A newer push is published. Or: ${laterVersion}`,
      413: 'The batch is too large; split it.',
      507: full,
    },
  },
  {
    ...publisher,
    name: 'listMissingBlobs',
    method: 'post',
    path: '/api/blobs',
    summary: 'Which files have to be sent before a batch may name them.',
    body: { schema: ['BlobQuery', blobQuery] },
    answer: ['BlobsAnswer', blobsAnswer],
    errors: { 400: malformed, 413: tooLarge },
  },
  {
    ...publisher,
    name: 'putBlob',
    method: 'put',
    path: '/api/blobs/{blob}',
    places: { blob: 'The git blob id of the whole file, 40 hex digits.' },
    summary: 'Stores a file, or a part of one.',
    body: {
      type: 'application/octet-stream',
      headers: { 'Content-Range': 'Of a part: `bytes 8388608-16777215/104857600`. Absent: the whole file.' },
    },
    answer: ['BlobResult', blobResult],
    also: { 202: 'The part is stored; more are needed.' },
    errors: {
      400: 'A header or the blob id is malformed, or the body ended early.',
      409: `The store has forgotten the upload; send all parts again. Or: ${laterVersion}`,
      411: 'The header `Content-Length` is missing.',
      413: 'The file, or the part, is too large.',
      422: 'The bytes have another blob id; nothing is stored.',
    },
  },
  {
    ...publisher,
    name: 'rebuild',
    method: 'post',
    path: '/api/rebuild',
    summary: 'Begins to write everything to KV again.',
    answer: ['RebuildResult', rebuildResult],
    status: 202,
    errors: { 409: laterVersion, 507: full },
  },
  {
    ...reader,
    name: 'getStatus',
    path: '/api/status',
    summary: 'Counts, pending writes and their errors.',
    answer: ['Status', status],
    errors: { 409: laterVersion },
  },
];

const backups: readonly Operation[] = [
  {
    ...publisher,
    name: 'backup',
    method: 'post',
    path: '/api/backup',
    summary: 'A page of a backup: a line about the page, then a line for each row.',
    body: { schema: ['BackupQuery', backupQuery] },
    errors: { 400: malformed, 412: 'The catalog has changed since the first page; begin again.' },
  },
  {
    ...publisher,
    name: 'beginRestore',
    method: 'post',
    path: '/api/restore',
    summary: 'Begins to restore a backup, or goes on with it.',
    body: { schema: ['RestoreQuery', restoreQuery] },
    answer: ['RestoreProgress', restoreProgress],
    errors: { 400: malformed, 409: 'The catalog is not empty.', 507: full },
  },
  {
    ...publisher,
    name: 'restoreLines',
    method: 'put',
    path: '/api/restore/{kind}/{from}',
    places: { kind: 'The kind of the rows.', from: 'How many rows of this kind come before.' },
    summary: 'Restores the next lines of a file of the backup.',
    body: { type: 'application/jsonl' },
    answer: ['RestoreProgress', restoreProgress],
    errors: { 400: 'A line is invalid.', 409: 'No backup is being restored.', 413: tooLarge, 507: full },
  },
  {
    ...publisher,
    name: 'completeRestore',
    method: 'post',
    path: '/api/restore/complete',
    summary: 'Ends the restore of a backup.',
    body: { schema: ['RestoreName', completeQuery] },
    answer: ['RebuildResult', rebuildResult],
    status: 202,
    errors: { 400: malformed, 409: 'Rows are missing, or no backup is being restored.', 507: full },
  },
  {
    ...publisher,
    name: 'cancelRestore',
    method: 'post',
    path: '/api/restore/cancel',
    summary: 'Gives the restore of a backup up; the catalog is empty then.',
    answer: ['Nothing', nothing],
    errors: { 409: 'No backup is being restored.' },
  },
];

const id = { id: 'The id of the endpoint.' };
const unsent = 'The binding `OUTBOUND` is missing.';
const noSuch = 'There is no such endpoint.';
const refusedUrl = 'The address cannot be that of an endpoint.';

const endpoints: readonly Operation[] = [
  {
    ...publisher,
    name: 'listWebhooks',
    path: '/api/webhooks',
    summary: 'The endpoints of webhooks.',
    answer: ['Webhooks', webhooks],
    errors: { 409: unsent },
  },
  {
    ...publisher,
    name: 'addWebhook',
    method: 'post',
    path: '/api/webhooks',
    summary: 'Adds an endpoint, and answers with its secret.',
    body: { schema: ['WebhookForm', webhookForm] },
    answer: ['WebhookWithSecret', webhookWithSecret],
    status: 201,
    errors: { 400: malformed, 409: `The site has too many endpoints. Or: ${unsent}`, 422: refusedUrl },
  },
  {
    ...publisher,
    name: 'changeWebhook',
    method: 'put',
    path: '/api/webhooks/{id}',
    places: id,
    summary: 'Changes an endpoint, pauses it, or has it go on.',
    body: { schema: ['WebhookChanges', webhookChanges] },
    answer: ['Webhook', webhook],
    errors: { 400: malformed, 404: noSuch, 409: unsent, 422: refusedUrl },
  },
  {
    ...publisher,
    name: 'removeWebhook',
    method: 'delete',
    path: '/api/webhooks/{id}',
    places: id,
    summary: 'Removes an endpoint.',
    answer: ['Nothing', nothing],
    errors: { 404: noSuch, 409: unsent },
  },
  {
    ...publisher,
    name: 'testWebhook',
    method: 'post',
    path: '/api/webhooks/{id}/test',
    places: id,
    summary: 'Sends a message to an endpoint.',
    answer: ['WebhookTest', webhookTest],
    errors: { 404: noSuch, 409: unsent },
  },
  {
    ...publisher,
    name: 'rotateWebhook',
    method: 'post',
    path: '/api/webhooks/{id}/rotate',
    places: id,
    summary: 'Replaces the secret of an endpoint.',
    answer: ['WebhookWithSecret', webhookWithSecret],
    errors: { 404: noSuch, 409: unsent },
  },
  {
    ...publisher,
    name: 'listDeliveries',
    path: '/api/webhooks/{id}/deliveries',
    places: id,
    summary: 'The deliveries of 30 days, the newest first.',
    answer: ['Deliveries', deliveries],
    errors: { 404: noSuch, 409: unsent },
  },
  {
    ...publisher,
    name: 'redeliverWebhook',
    method: 'post',
    path: '/api/webhooks/{id}/redeliver',
    places: id,
    summary: 'Delivers a message again.',
    body: { schema: ['WebhookMessage', webhookMessage] },
    answer: ['Nothing', nothing],
    status: 202,
    errors: { 400: malformed, 404: 'There is no such endpoint, or no such message.', 409: unsent },
  },
];

export const publishOperations: readonly Operation[] = [...batches, ...backups, ...endpoints];
