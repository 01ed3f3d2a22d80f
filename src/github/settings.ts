/** The vars and secrets that concern GitHub → settings, checked. */

import { readSetting, type Vars } from '../site/settings.ts';

/** Set with `wrangler secret put`. */
export interface GitHubSecrets {
  /** What GitHub signs its calls with. Absent: nobody may call. */
  GITHUB_WEBHOOK_SECRET?: string;
  /** Reads the repository; public ones can be read without, but only 60 times an hour. */
  GITHUB_TOKEN?: string;
}

export interface GitHubSettings {
  /** Where the API is: absolute, no slash at the end. */
  api: string;
  /** `owner/name` of the repository that may push; empty: every one whose webhook has the secret. */
  repository: string;
  /** The branch that is published; empty: the repository's default branch. */
  branch: string;
  /** The content folder in the repository, with `/`, none at either end; empty: the whole repository. */
  content: string;
  /** Whether a push may delete more than a fifth of the articles. */
  pruneAny: boolean;
  token?: string;
}

/** @throws ConfigError for the first setting that makes no sense */
export function githubFrom(env: Vars & GitHubSecrets): GitHubSettings {
  return {
    api: readSetting(env, 'GITHUB_API'),
    repository: readSetting(env, 'GITHUB_REPOSITORY'),
    branch: readSetting(env, 'GITHUB_BRANCH'),
    content: readSetting(env, 'GITHUB_CONTENT'),
    pruneAny: readSetting(env, 'GITHUB_PRUNE'),
    ...(env.GITHUB_TOKEN && { token: env.GITHUB_TOKEN.trim() }),
  };
}
