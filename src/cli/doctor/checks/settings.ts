/** The settings of the site: `[vars]`. */

import { ConfigError, readSetting, settings, type SettingName } from '../../../site/settings.ts';
import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { nearest } from '../nearest.ts';
import { reasonAgainst } from './site-url.ts';
import { objectOf, textOf } from '../values.ts';

const names = Object.keys(settings) as SettingName[];

/** Secrets of the worker, which belong to no file. */
const secrets = ['PUBLISH_TOKEN', 'STATUS_TOKEN', 'GITHUB_WEBHOOK_SECRET', 'GITHUB_TOKEN'];

export function* checkSettingNames({ environment, outline, additions }: Examined): Generator<Finding> {
  const vars = objectOf(environment.get('vars'));
  const path = environment.path('vars');
  const missing = names.filter((name) => !Object.hasOwn(vars, name));
  for (const name of Object.keys(vars)) {
    if ((names as string[]).includes(name)) continue;
    const line = outline.lineOf([...path, name]);
    if (secrets.includes(name)) {
      const message = `${name} is a secret, and this file is not secret; delete the line, make a new one, and store it with \`npx --no wrangler secret put ${name}\``;
      yield { code: 'secret', message, line };
      continue;
    }
    // A setting that is there under its own name is not meant once more.
    const meant = nearest(name, missing);
    if (meant === undefined) {
      const message = `edgefeed has no setting ${name}; a worker of your own may read it`;
      yield { code: 'setting-unknown', message, line };
    } else {
      const { lines, ...rest } = additions.keys(path, { [meant]: vars[name] });
      const message = `edgefeed has no setting ${name}; ${meant} is meant`;
      yield {
        code: 'setting-name',
        message,
        line,
        add: { lines, ...rest, where: `in place of line ${line}` },
      };
    }
  }
}

export function* checkSettingValues({ environment, outline }: Examined): Generator<Finding> {
  const vars = objectOf(environment.get('vars'));
  for (const name of names) {
    try {
      // Such an address has a finding of its own.
      if (name !== 'SITE_URL' || reasonAgainst(vars[name]) === undefined) readSetting(vars, name);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const line = outline.lineOf([...environment.path('vars'), name]);
      yield { code: 'setting', message: error.message, line };
    }
  }
}

/** An environment inherits no settings: what the top sets and it does not has the default. */
export function* checkSettingDefaults({ environment, outline, additions }: Examined): Generator<Finding> {
  const vars = objectOf(environment.get('vars'));
  const above = environment.varsAbove;
  const lost = names.filter(
    (name) =>
      name !== 'SITE_URL' &&
      !Object.hasOwn(vars, name) &&
      Object.hasOwn(above, name) &&
      textOf(above[name]) !== '' &&
      textOf(above[name]) !== settings[name].default,
  );
  if (lost.length === 0) return;
  const path = environment.path('vars');
  yield {
    code: 'setting-default',
    message: `env.${environment.name} inherits no settings, so ${lost.join(', ')} ${lost.length === 1 ? 'has its default' : 'have their defaults'} there`,
    line: outline.lineOf(path),
    add: additions.keys(path, Object.fromEntries(lost.map((name) => [name, above[name]]))),
  };
}
