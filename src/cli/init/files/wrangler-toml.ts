/** `wrangler.toml` of a new site: the bindings of edgefeed's own, and the settings that were asked for. */

import { stringify } from 'smol-toml';
import { localAddress, ownDomain, type SiteFacts } from '../answers.ts';
import { oldAddressesOf } from '../old-addresses.ts';
import { isTable, type Table } from '../generators/values.ts';

type Block = Table | readonly Table[];

/** The comment above each block. A test sees to it that every block of edgefeed's own wrangler.toml has one. */
export const comments: Readonly<Record<string, string>> = {
  kv_namespaces:
    'The copy at the edge that readers get. Without an id, the first `wrangler deploy` creates it.',
  durable_objects:
    'The catalog of all articles, the parser of those that you publish, and the sender of what goes out.',
  migrations: 'The versions of these classes. Never change one.',
  version_metadata: 'When this version was deployed.',
  observability: 'Logs in the dashboard of Cloudflare.',
  cache: "Cloudflare's own cache answers before the worker runs.",
  ratelimits: 'The wrong tokens, and the searches, that an address may send in a minute.',
};

/**
 * @param reference edgefeed's own wrangler.toml: bindings, migrations and the compatibility date are taken from it
 * @param firstLimit the number of the first rate limit; each one in an account has its own
 */
export function wranglerToml(site: SiteFacts, reference: Table, firstLimit: number): string {
  const own = { ...without(reference, 'vars'), name: site.name, main: site.main };
  const entries: [string, unknown][] = Object.entries(own);
  const blocks = entries.filter((entry): entry is [string, Block] => isBlock(entry[1]));
  return [
    '# node_modules/edgefeed/wrangler.toml has every setting, with a comment.',
    ...entries.filter(([, value]) => !isBlock(value)).map(([key, value]) => field(key, value)),
    ...routeTo(ownDomain(site.address)),
    '',
    '# What your site is. Anyone may read these values; secrets are set with `wrangler secret put`.',
    '[vars]',
    ...settingsOf(site),
    ...blocks.flatMap(([key, value]) => [
      '',
      ...(comments[key] === undefined ? [] : [`# ${comments[key]}`]),
      blockText(key, forSite(key, value, firstLimit)),
    ]),
    '',
  ].join('\n');
}

const routeTo = (domain: string | undefined): string[] =>
  domain === undefined
    ? []
    : [
        '# The domain has to be one of your Cloudflare account.',
        field('routes', [{ pattern: domain, custom_domain: true }]),
      ];

function settingsOf(site: SiteFacts): string[] {
  const { address, blog } = site;
  const vars: Record<string, string | undefined> = {
    SITE_URL: address,
    SITE_TITLE: site.title,
    SITE_DESCRIPTION: site.description,
    SITE_LANGUAGE: site.language,
    TIMEZONE: site.timezone,
    LINE_BREAKS: blog?.lineBreaks,
    OLD_ADDRESSES: blog && oldAddressesOf(blog).value,
    CONTENT: site.content,
    STATIC: site.staticFolder,
    IGNORE: blog?.ignored,
    // In the repository of the blog, where the articles of a site elsewhere are.
    GITHUB_CONTENT: blog && blog.folder !== '.' ? blog.content : undefined,
  };
  return [
    ...(address === localAddress
      ? ['# Before you deploy: the address that readers will use, like https://feeds.example.com.']
      : []),
    ...Object.entries(vars).flatMap(([name, value]) => (value === undefined ? [] : [field(name, value)])),
  ];
}

/** Leaves out the ids of namespaces, and gives each rate limit a number of its own. */
function forSite(key: string, value: Block, firstLimit: number): Block {
  if (!isList(value)) return value;
  if (key === 'kv_namespaces') return value.map((row) => without(row, 'id'));
  if (key !== 'ratelimits') return value;
  return value.map((row, i) => ({ ...row, namespace_id: String(firstLimit + i) }));
}

/** `[[key]]` for each row of a list; `[key]` for a table, whose lists have blocks of their own. */
function blockText(key: string, value: Block): string {
  if (isList(value)) return value.map((row) => [`[[${key}]]`, ...fieldsOf(row)].join('\n')).join('\n\n');
  const fields: string[] = [];
  const lists: string[] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (isBlock(inner) && isList(inner)) lists.push(blockText(`${key}.${name}`, inner));
    else fields.push(field(name, inner));
  }
  return [...(fields.length > 0 ? [[`[${key}]`, ...fields].join('\n')] : []), ...lists].join('\n\n');
}

const without = (table: Table, left: string): Table =>
  Object.fromEntries(Object.entries(table).filter(([key]) => key !== left));

const isList = (value: Block): value is readonly Table[] => Array.isArray(value);

const isBlock = (value: unknown): value is Block =>
  isTable(value) || (Array.isArray(value) && value.length > 0 && value.every(isTable));

const fieldsOf = (table: Table): string[] => Object.entries(table).map(([key, value]) => field(key, value));

/** `key = value`, with lists and tables on one line. */
const field = (key: string, value: unknown): string => `${key} = ${valueText(value)}`;

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isTable(value)) return `{ ${fieldsOf(value).join(', ')} }`;
  return stringify({ v: value }).slice('v = '.length).trimEnd();
}
