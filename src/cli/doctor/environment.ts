/**
 * The configuration of one environment. Keys like `main` are inherited from the top of the file; `vars` and bindings are not.
 * https://developers.cloudflare.com/workers/wrangler/environments/
 */

import { CliError, exitCodes } from '../exit.ts';
import type { SiteConfig } from '../site-config.ts';
import type { Path } from './outline.ts';
import { objectOf } from './values.ts';

/** The keys that this command reads, and whether an environment inherits them. */
const keys = {
  name: true,
  main: true,
  compatibility_date: true,
  compatibility_flags: true,
  migrations: true,
  exports: true,
  triggers: true,
  observability: true,
  cache: true,
  workers_dev: true,
  route: true,
  routes: true,
  vars: false,
  kv_namespaces: false,
  durable_objects: false,
  r2_buckets: false,
  ratelimits: false,
  version_metadata: false,
} as const;

export type Key = keyof typeof keys;

export class Environment {
  /** Undefined: the top of the file. */
  readonly name: string | undefined;
  readonly #top: Readonly<Record<string, unknown>>;
  readonly #own: Readonly<Record<string, unknown>>;

  /** @throws CliError when the file has no such environment */
  constructor({ values, file }: Pick<SiteConfig, 'values' | 'file'>, name?: string) {
    this.name = name || undefined;
    this.#top = values;
    const environments = objectOf(values['env']);
    if (this.name !== undefined && !Object.hasOwn(environments, this.name)) {
      const known = Object.keys(environments);
      const remedy = known.length === 0 ? 'It has none' : `It has ${known.join(', ')}`;
      throw new CliError(exitCodes.usage, `${file} has no environment "${this.name}". ${remedy}.`);
    }
    this.#own = this.name === undefined ? values : objectOf(environments[this.name]);
  }

  /** The value that holds here. */
  get(key: Key): unknown {
    if (Object.hasOwn(this.#own, key)) return this.#own[key];
    return keys[key] ? this.#top[key] : undefined;
  }

  /** Where the value stands that holds here; where it belongs, if it is missing. */
  path(key: Key): Path {
    const isInherited = this.name !== undefined && keys[key] && !Object.hasOwn(this.#own, key);
    return this.name === undefined || isInherited ? [key] : ['env', this.name, key];
  }

  /** All environments of the file but this one, the top included. */
  others(): { label: string; values: Readonly<Record<string, unknown>> }[] {
    const named = Object.entries(objectOf(this.#top['env'])).map(([name, values]) => ({
      label: `env.${name}`,
      values: objectOf(values),
    }));
    const all = [{ label: 'the top of the file', values: this.#top }, ...named];
    return all.filter(({ values }) => values !== this.#own);
  }

  /** The settings of the top, which an environment does not inherit. */
  get varsAbove(): Readonly<Record<string, unknown>> {
    return this.name === undefined ? {} : objectOf(this.#top['vars']);
  }
}
