/** Bringing the bytes of files from GitHub into the store, and reading what is known of them. */

import { wholeFile } from '../../article/problem.ts';
import { typeOf } from '../../asset/content-type.ts';
import type { AssetFacts } from '../../asset/facts.ts';
import { endingOf } from '../../asset/types.ts';
import { limits } from '../../limits.ts';
import { platformLimitOf } from '../../publish/platform-limits.ts';
import { storeFile, WrongBytes } from '../../store/blobs/checked.ts';
import { noteStored } from '../batch/files/arrive.ts';
import type { AssetPut } from '../batch/parsed-batch.ts';
import type { Asset } from '../tables/asset-row.ts';
import type { PutStep } from '../tables/import-steps.ts';
import type { FileProblem, Import } from '../tables/imports.ts';
import type { Tables } from '../tables/tables.ts';
import type { SyncContext } from './context.ts';
import { factsIn, headBytes, headOf, withHead, type HeadFacts } from './head.ts';
import { connections as all, requestsPerSlice, type Failure } from './slice.ts';

/** Files brought side by side: each has a connection to GitHub and one to the store. */
const connections = all / 2;

interface Brought {
  ready: AssetPut[];
  refused: FileProblem[];
  failure?: Failure;
}

/** Files of one content, with where their facts come from. */
interface Content {
  blob: string;
  size: number;
  files: PutStep[];
  /** A published file of this content. */
  known: Asset | undefined;
  /** Whether the store holds the bytes. */
  isStored: boolean;
}

/** Brings the files of a slice. It stops early as `fetchAll` does. */
export async function bringAssets(
  context: SyncContext,
  current: Import,
  contents: readonly Content[],
): Promise<Brought> {
  const ready: AssetPut[] = [];
  const refused: FileProblem[] = [];
  let failure: Failure | undefined;
  let failures = 0;
  let stopped = false;
  const waiting = contents.values();
  const bringOn = async (): Promise<void> => {
    for (const content of waiting) {
      if (stopped || !context.isCurrent(current)) return;
      const answer = await bring(context, current, content);
      if (answer.status === 'ok') {
        ready.push(...answer.ready);
        refused.push(...answer.refused);
        continue;
      }
      const limited = answer.status === 'later' && answer.at !== undefined;
      failures++;
      stopped ||= limited || answer.status === 'refused' || failures >= connections;
      if (!failure || limited || answer.status === 'refused') failure = answer;
    }
  };
  await Promise.all(Array.from({ length: connections }, bringOn));
  return { ready, refused, ...(failure && { failure }) };
}

/**
 * As many files as a slice may have requests and memory for, at least one. A content that is stored, as that of a file that
 * has moved, is not fetched again.
 */
export function contentsOf(tables: Tables, puts: readonly PutStep[]): Content[] {
  const groups = Map.groupBy(puts, ({ blob }) => blob);
  const stored = tables.blobs.find([...groups.keys()]);
  const known = tables.assets.withBlobs([...groups.keys()]);
  const contents = [...groups].map(([blob, files]) => ({
    blob,
    size: files[0]!.size,
    files,
    known: known.get(blob),
    isStored: stored.has(blob),
  }));
  return affordable(contents);
}

/** A fetch and a write, or a read of what is stored. */
function affordable(contents: readonly Content[]): Content[] {
  let requests = 0;
  let bytes = 0;
  return contents.filter(({ isStored, size, known, files }, i) => {
    const isRead = !isStored || !files.every((file) => isAlike(file, known));
    requests += isStored ? Number(isRead) : 2;
    bytes += isStored ? Number(isRead) * headBytes : size;
    return i === 0 || (requests <= requestsPerSlice && bytes <= limits.uploadsBytes);
  });
}

/** Whether a file has the facts of a published one: the type of a text depends on the ending of its name. */
const isAlike = ({ path }: PutStep, known: Asset | undefined): boolean =>
  known !== undefined && endingOf(path) === endingOf(known.path);

type BroughtContent = ({ status: 'ok' } & Pick<Brought, 'ready' | 'refused'>) | Failure;

async function bring(context: SyncContext, current: Import, content: Content): Promise<BroughtContent> {
  const { known, files, isStored, blob } = content;
  if (isStored && known && files.every((file) => isAlike(file, known)))
    return { status: 'ok', ready: files.map((file) => putOf(file, known.facts)), refused: [] };
  try {
    return await (isStored ? fromStore(context, content) : fromGitHub(context, current, content));
  } catch (error) {
    if (error instanceof WrongBytes) return refuseAll(content, error);
    const limit = platformLimitOf(error, context.now());
    // A limit of the catalog stops articles, too; they go on where only the store is full or down.
    if (limit && !limit.name.startsWith('kv-')) throw error;
    const why = limit?.why ?? `the file ${blob} cannot be stored: ${String(error)}`;
    return { status: 'later', why };
  }
}

/** What GitHub sends has another length or blob id than it says: once more would be the same. */
function refuseAll({ files }: Content, { message }: WrongBytes): BroughtContent {
  const why = `GitHub sends other bytes than those of the commit: ${message}; push the file again`;
  return {
    status: 'ok',
    ready: [],
    refused: files.map(({ path }) => ({ ...wholeFile('blob', why), path })),
  };
}

async function fromStore({ blobs }: SyncContext, content: Content): Promise<BroughtContent> {
  const length = Math.min(headBytes, content.size);
  const body = await blobs.read(content.blob, { offset: 0, length });
  if (!body) return { status: 'later', why: `the store does not answer with the file ${content.blob}` };
  const { head } = await headOf(body, length);
  await body.cancel();
  return { status: 'ok', ...judged(content, await factsIn(head)) };
}

async function fromGitHub(
  { github, blobs, tables, transaction, now }: SyncContext,
  { repository }: Import,
  content: Content,
): Promise<BroughtContent> {
  const { blob, size } = content;
  const request = new AbortController();
  const answer = await github.stream(repository, blob, size, request.signal);
  if (answer.status !== 'ok') return answer;
  try {
    const { head, body } = await headOf(answer.value, Math.min(headBytes, size));
    const result = judged(content, await factsIn(head));
    const [first] = result.ready;
    if (first) {
      const { type } = first.parsed.facts;
      const facts = { blob, bytes: size, type };
      await withHead(head, body, async (stream) => storeFile(blobs, stream, facts));
      const stored = { ...facts, store: blobs.name, storedAt: now() };
      transaction(() => noteStored(tables, stored, now()));
    }
    return { status: 'ok', ...result };
  } finally {
    request.abort();
  }
}

/** The files whose names the content fits, and the others. */
function judged(
  { files, size }: Content,
  { content, ...picture }: HeadFacts,
): Pick<Brought, 'ready' | 'refused'> {
  const ready: AssetPut[] = [];
  const refused: FileProblem[] = [];
  for (const file of files) {
    const read = typeOf(file.path, content);
    if ('type' in read) ready.push(putOf(file, { ...read, bytes: size, ...picture }));
    else refused.push({ ...wholeFile(read.code, read.why), path: file.path });
  }
  return { ready, refused };
}

const putOf = ({ path, blob, movedFrom }: PutStep, facts: AssetFacts): AssetPut => ({
  path,
  blob,
  ...(movedFrom !== undefined && { movedFrom }),
  parsed: { status: 'file', facts, problems: [] },
});
