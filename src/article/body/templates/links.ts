/** Tags and expressions that print an address. */

import { escapeText } from '../sanitise/escape.ts';
import { option, type Arguments } from './arguments.ts';
import { assetPath } from './assets.ts';
import { includedPicture } from './pictures.ts';
import { includedVideo } from './videos.ts';
import { each, type Meanings, type Single, type Spot } from './meaning.ts';

/** The name of an article, where its text is to be shown. */
const nameOf = (path: string): string =>
  path
    .replace(/[?#].*$/, '')
    .split('/')
    .findLast(Boolean)!
    .replace(/\.\w+$/, '')
    .replace(/^\d{4}-\d\d?-\d\d?-/, '');

/** An address in an attribute or between parentheses: free of what would end either. */
const safe = (address: string): string =>
  encodeURI(decode(address)).replace(/[()'"]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** The address alone, or a link, where a text is. */
const printed = (address: string, label: string, spot: Spot): string =>
  spot.isAddress ? safe(address) : `<a href="${safe(address)}">${escapeText(label)}</a>`;

const withExtension = (path: string): string =>
  path.replace(/(?:\/|(\.\w{2,8}))?(?=[?#]|$)/, (_, extension?: string) => extension ?? '.md');

/** `{% link _posts/a.md %}`, `{% post_url a %}`: a path below the folder that Jekyll's site is in (`@/`, as Zola says). */
const link: Single = ({ words }, spot) => {
  const path = words[0]?.text.replace(/^\/+/, '');
  if (!path) return undefined;
  const isArticle = /\.(?:md|markdown|mkd|html?)$/i.test(path);
  return printed(isArticle ? `@/${path}` : `/${path}`, nameOf(path), spot);
};

const post = (path: string): string => `@/_posts/${withExtension(path.replace(/^\/+/, ''))}`;

const postUrl: Single = ({ words }, spot) => {
  const name = words[0]?.text;
  return name && printed(post(name), nameOf(name), spot);
};

/** Hexo: `{% post_link file [title] [escape] %}` */
const postLink: Single = ({ words: [first, ...others] }, spot) => {
  if (!first) return undefined;
  const title = others.map(({ text }) => text).filter((text) => text !== 'true' && text !== 'false');
  return printed(post(first.text), title.join(' ') || nameOf(first.text), spot);
};

const postPath: Single = ({ words: [first] }) => first && safe(post(first.text));

const assetLink: Single = ({ words: [first, ...others] }, spot) =>
  first && printed(assetPath(first.text, spot), others.map(({ text }) => text).join(' ') || first.text, spot);

const assetAddress: Single = ({ words: [first] }, spot) => first && safe(assetPath(first.text, spot));

/** Hugo: `{{< ref "a.md" >}}`, `{{< relref path="/posts/a#part" >}}`: below `content/`, or beside the file. */
const ref: Single = (args, spot) => {
  const path = option(args, 'path') ?? args.words[0]?.text;
  if (!path) return undefined;
  if (path.startsWith('#')) return printed(path, path.slice(1), spot);
  const file = withExtension(path);
  return printed(file.startsWith('/') ? `@${file}` : file, nameOf(path), spot);
};

const include: Single = (args, spot) => {
  const [first, ...words] = args.words;
  const name = first?.text.split('/').at(-1) ?? '';
  if (/^toc\b/.test(name)) return '';
  const rest: Arguments = { ...args, words };
  return includedVideo(name, rest, spot) ?? includedPicture(name, rest, spot);
};

export const links: Meanings = {
  link: { single: link },
  post_url: { single: postUrl },
  post_link: { single: postLink },
  post_path: { single: postPath },
  asset_link: { single: assetLink },
  asset_path: { single: assetAddress },
  ...each('ref relref', { single: ref }),
  ...each('include include_cached', { single: include }),
};

/** `{{ site.url }}`, `{{ site.baseurl }}`, `{{ "/x" | relative_url }}`, and Vue's `{{ $page.title }}`, which is gone. */
export function printedExpression(text: string, spot: Spot, following: string): string | undefined {
  const [, name] =
    /^site\.(url|baseurl|base_url)(?:\s*\|\s*(?:append|prepend|remove)\s*:\s*["']["'])?$/.exec(text) ?? [];
  const { origin, pathname } = new URL(spot.siteUrl);
  // In front of a link to an article, which is complete by itself.
  if (
    name &&
    /^\s*(?:\{\{-?\s*site\.baseurl[^}]*\}\}\s*)?\{%-?\s*(?:post_url|link|post_path)\b/.test(following)
  )
    return '';
  if (name === 'url') return origin;
  if (name) return pathname.replace(/\/$/, '');
  const [, quoted] =
    /^["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend\s*:\s*site\.(?:base)?url|prepend\s*:\s*site\.baseurl\s*\|\s*prepend\s*:\s*site\.url)$/.exec(
      text,
    ) ?? [];
  if (quoted === undefined) return undefined;
  if (/^[a-z]+:/i.test(quoted)) return safe(quoted);
  return pathname.replace(/\/$/, '') + safe(quoted.startsWith('/') ? quoted : `/${quoted}`);
}
