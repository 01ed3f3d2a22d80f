/** The vars and secrets that concern GitHub → settings, checked. */

import { ConfigError } from '../site/config.ts';
import { isRepositoryName } from './names.ts';

/** Set with `wrangler secret put`. */
export interface GitHubSecrets {
  /** What GitHub signs its calls with. Absent: nobody may call. */
  GITHUB_WEBHOOK_SECRET?: string;
  /** Reads the repository; public ones can be read without, but only 60 times an hour. */
  GITHUB_TOKEN?: string;
}

type Vars = Pick<
  Env,
  'GITHUB_API' | 'GITHUB_REPOSITORY' | 'GITHUB_BRANCH' | 'GITHUB_CONTENT' | 'GITHUB_PRUNE'
> &
  GitHubSecrets;

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

/** @throws ConfigError that names the first setting that makes no sense */
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
    `GITHUB_REPOSITORY is "${value}"; leave it empty, or set it to owner/name, as in the repository's address`,
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
    `GITHUB_PRUNE is "${value}"; leave it empty, or set it to any, so that one push may delete any number of articles`,
  );
}
