/** The `push` event of a webhook, as far as edgefeed believes it: which commit the branch is at. Never what changed. */

import * as v from 'valibot';
import { isBranchName, isObjectId, isRepositoryName } from '../site/git-names.ts';
import type { GitHubSettings } from './settings.ts';

/** A push to the branch that is published. */
export interface PushEvent {
  /** The GUID of the delivery (`X-GitHub-Delivery`); a redelivery has the same. */
  delivery: string;
  /** A digest of the body: a body that was heard is not heard again under another GUID. */
  digest?: string;
  /** `owner/name` */
  repository: string;
  /** Without `refs/heads/`. */
  branch: string;
  /** The commit that the branch is at after the push. */
  commit: string;
  /** The commit that it was at before; 40 zeros for a new branch. */
  before: string;
  /** When `commit` was made, ms. */
  time: number;
}

const commitId = v.pipe(v.string(), v.check(isObjectId, 'a commit is 40 or 64 hex digits'));

/** Of the years 1970 to 9999: what the pattern of a timestamp lets pass may still be no date (2026-13-45). */
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
 * @returns the push; or why there is nothing to do; or what is wrong with the payload
 */
export function readPush(
  delivery: string,
  body: string,
  settings: Pick<GitHubSettings, 'repository' | 'branch'>,
): { push: PushEvent } | { ignored: string } | { problem: string } {
  const result = v.safeParse(payload, parseJson(body), { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return { problem: `${v.getDotPath(issue) ?? 'body'}: ${issue.message}` };
  }
  const { ref, before, after, deleted, head_commit: head, repository } = result.output;
  // The secret may be that of an organisation, whose webhook tells of the pushes of all its repositories.
  if (settings.repository && !isSame(settings.repository, repository.full_name))
    return { ignored: `${repository.full_name} is not the repository ${settings.repository}` };
  const wanted = settings.branch || repository.default_branch;
  if (ref !== branchPrefix + wanted) return { ignored: `${ref} is not the branch ${wanted}` };
  // A deleted branch says nothing about the articles: they stay.
  if (deleted || !head) return { ignored: `${ref} was deleted` };
  return {
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

/** GitHub keeps the case of names and does not tell them apart by it. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
