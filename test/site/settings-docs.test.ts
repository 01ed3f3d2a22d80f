import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import deploying from '../../docs/deploying.md?raw';
import webhook from '../../docs/github-webhook.md?raw';
import { checkSettings, settings } from '../../src/site/settings.ts';
import config from '../../wrangler.toml?raw';

const { vars, ...others } = parse(config) as { vars: Record<string, string> } & Record<string, unknown>;

it('wrangler.toml has every setting, with a valid value', () => {
  expect(Object.keys(vars).sort()).toEqual(Object.keys(settings).sort());
  checkSettings(vars);
});

it.each(Object.keys(vars))('the documentation describes the setting %s', (name) => {
  const docs = name.startsWith('GITHUB_') ? webhook : deploying;
  expect(docs).toMatch(new RegExp(`^\\| .*\`${name}\`.*\\|$`, 'm'));
});

it.each(Object.keys(others))('docs/deploying.md describes the line %s of wrangler.toml', (name) => {
  expect(deploying).toMatch(new RegExp(`^\\| \`(?:${name}|\\[+${name}[\\].])`, 'm'));
});
