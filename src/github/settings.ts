/** Validates the vars and secrets for GitHub. */

import { ConfigError, readSetting, type Vars } from '../site/settings.ts';

/** Set with `wrangler secret put`. */
export interface GitHubSecrets {
  /** The secret that GitHub signs webhooks with. Absent: the webhook is off. */
  GITHUB_WEBHOOK_SECRET?: string;
  /** For reading the repository. Public ones can be read without, but only with 60 requests an hour. */
  GITHUB_TOKEN?: string;
}

export interface GitHubSettings {
  /** Base URL of the API: absolute, no trailing slash. */
  api: string;
  /** `owner/name` of the repository to import from; empty: any repository whose webhook has the secret. */
  repository: string;
  /** The branch to publish; empty: the default branch of the repository. */
  branch: string;
  /** Path of the content folder in the repository, without leading or trailing slash; empty: the whole repository. */
  content: string;
  /** Whether a push may delete more than a fifth of the articles. */
  pruneAny: boolean;
  /** The static folder, relative to the folder that has the content folder; empty: none. */
  staticFolder: string;
  /** Patterns of files beside articles that are left out. */
  ignored: readonly string[];
  /** Bytes of the largest file beside articles. */
  maxBytes: number;
  token?: string;
}

/** @throws ConfigError for the first invalid setting */
export function githubFrom(env: Vars & GitHubSecrets): GitHubSettings {
  return {
    api: readSetting(env, 'GITHUB_API'),
    repository: readSetting(env, 'GITHUB_REPOSITORY'),
    branch: readSetting(env, 'GITHUB_BRANCH'),
    content: contentOf(env),
    pruneAny: readSetting(env, 'GITHUB_PRUNE'),
    staticFolder: readSetting(env, 'STATIC'),
    ignored: readSetting(env, 'IGNORE'),
    maxBytes: readSetting(env, 'FILE_BYTES'),
    ...(env.GITHUB_TOKEN && { token: env.GITHUB_TOKEN.trim() }),
  };
}

/** GITHUB_CONTENT, else CONTENT. @throws ConfigError when CONTENT is a folder that no repository can have */
function contentOf(env: Vars): string {
  const content = readSetting(env, 'CONTENT');
  if (env.GITHUB_CONTENT) return readSetting(env, 'GITHUB_CONTENT');
  if (content === '.') return '';
  if (!/^\.\.(?:\/|$)/.test(content)) return content;
  throw new ConfigError(
    `CONTENT is "${content}", which is outside the repository; set GITHUB_CONTENT to the folder in the repository of the articles`,
  );
}
