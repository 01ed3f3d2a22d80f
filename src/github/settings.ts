/** Validates the vars and secrets for GitHub. */

import { ConfigError } from '../site/config.ts';
import { isRepositoryName } from './names.ts';

/** Set with `wrangler secret put`. */
export interface GitHubSecrets {
  /** The secret that GitHub signs webhooks with. Absent: the webhook is off. */
  GITHUB_WEBHOOK_SECRET?: string;
  /** For reading the repository. Public ones can be read without, but only with 60 requests an hour. */
  GITHUB_TOKEN?: string;
}

type Vars = Pick<
  Env,
  'GITHUB_API' | 'GITHUB_REPOSITORY' | 'GITHUB_BRANCH' | 'GITHUB_CONTENT' | 'GITHUB_PRUNE'
> &
  GitHubSecrets;

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
  token?: string;
}

/** @throws ConfigError for the first invalid setting */
export function githubFrom(env: Vars): GitHubSettings {
  return {
    api: apiUrl(env.GITHUB_API),
    repository: repository(env.GITHUB_REPOSITORY),
    branch: env.GITHUB_BRANCH.replace(/^refs\/heads\//, ''),
    content: folder(env.GITHUB_CONTENT),
    pruneAny: prune(env.GITHUB_PRUNE),
    ...(env.GITHUB_TOKEN && { token: env.GITHUB_TOKEN.trim() }),
  };
}

function apiUrl(value: string): string {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return url.href.replace(/\/+$/, '');
  throw new ConfigError(`GITHUB_API is "${value}"; set it to an address like https://api.github.com`);
}

function repository(value: string): string {
  if (value === '' || isRepositoryName(value)) return value;
  throw new ConfigError(
    `GITHUB_REPOSITORY is "${value}"; leave it empty, or set it to owner/name, as in the URL of the repository`,
  );
}

function folder(value: string): string {
  const segments = value.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (!segments.includes('..')) return segments.join('/');
  throw new ConfigError(
    `GITHUB_CONTENT is "${value}"; set it to a folder of the repository, like content or blog/posts`,
  );
}

function prune(value: string): boolean {
  if (value === '' || value === 'any') return value === 'any';
  throw new ConfigError(
    `GITHUB_PRUNE is "${value}"; leave it empty, or set it to any to let one push delete any number of articles`,
  );
}
