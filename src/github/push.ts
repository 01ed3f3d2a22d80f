/** The `push` event of a webhook. Only the commit of the branch is used, never the list of changes. */

import * as v from 'valibot';
import { isBranchName, isObjectId, isRepositoryName } from '../site/git-names.ts';
import type { GitHubSettings } from './settings.ts';

/** A push to the branch that is published. */
export interface PushEvent {
  /** The GUID of the delivery (`X-GitHub-Delivery`); a redelivery has the same. */
  delivery: string;
  /** A digest of the body: the same body is not accepted again under another GUID. */
  digest?: string;
  /** `owner/name` */
  repository: string;
  /** Without `refs/heads/`. */
  branch: string;
  /** The commit of the branch after the push. */
  commit: string;
  /** The commit of the branch before the push; 40 zeros for a new branch. */
  before: string;
  /** When `commit` was made, ms. */
  time: number;
}

type PushPayload =
  | { status: 'push'; push: PushEvent }
  /** There is nothing to import. */
  | { status: 'ignored'; why: string }
  | { status: 'invalid'; why: string };

const commitId = v.pipe(v.string(), v.check(isObjectId, 'a commit is 40 or 64 hex digits'));

/** Accepts the years 1970 to 9999. A timestamp that matches the pattern may still be no date (2026-13-45). */
const isDate = (timestamp: string): boolean => {
  const time = Date.parse(timestamp);
  return time >= 0 && time < Date.UTC(10_000, 0);
};

const branchPrefix = 'refs/heads/';
const branch = v.pipe(v.string(), v.check(isBranchName, 'a branch has a name that git allows'));

const payload = v.object({
  /** Of a branch or a tag. */
  ref: v.pipe(
    v.string(),
    v.check(
      (ref) => isBranchName(ref.replace(/^refs\/(?:heads|tags)\//, '')),
      'a ref has a name that git allows',
    ),
  ),
  before: commitId,
  after: commitId,
  deleted: v.optional(v.boolean(), false),
  head_commit: v.nullish(
    v.object({
      timestamp: v.pipe(
        v.string(),
        v.isoTimestamp('a commit has a time in ISO 8601'),
        v.check(isDate, 'a commit has a date in the years 1970 to 9999'),
      ),
    }),
  ),
  repository: v.object({
    full_name: v.pipe(v.string(), v.check(isRepositoryName, 'a repository is owner/name')),
    default_branch: branch,
  }),
});

/**
 * Reads the payload of a push.
 * @param body JSON
 * @param settings which repository and which branch are published
 */
export function readPush(
  delivery: string,
  body: string,
  settings: Pick<GitHubSettings, 'repository' | 'branch'>,
): PushPayload {
  const result = v.safeParse(payload, parseJson(body), { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return { status: 'invalid', why: `${v.getDotPath(issue) ?? 'body'}: ${issue.message}` };
  }
  const { ref, before, after, deleted, head_commit: head, repository } = result.output;
  // The webhook of an organisation announces the pushes to all of its repositories.
  if (settings.repository && !isSame(settings.repository, repository.full_name))
    return { status: 'ignored', why: `${repository.full_name} is not the repository ${settings.repository}` };
  const wanted = settings.branch || repository.default_branch;
  if (ref !== branchPrefix + wanted) return { status: 'ignored', why: `${ref} is not the branch ${wanted}` };
  // Deleting the branch deletes no articles.
  if (deleted || !head) return { status: 'ignored', why: `${ref} was deleted` };
  return {
    status: 'push',
    push: {
      delivery,
      repository: repository.full_name,
      branch: wanted,
      commit: after,
      before,
      time: Date.parse(head.timestamp),
    },
  };
}

/** GitHub preserves the case of names but ignores it. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
