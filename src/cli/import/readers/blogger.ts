/** What exports of Blogger add to Atom: the kind of an entry, its status, its old path. */

import type { Entry, Listener, SiteFacts } from '../entry.ts';
import type { AtomEntry } from './atom.ts';
import { childText, find, readElements } from './elements.ts';
import { slugOf } from './texts.ts';

const kindScheme = 'http://schemas.google.com/g/2005#kind';

/**
 * An entry of Blogger's export, of either form: the backup file (a category for the kind), and Google Takeout
 * (`blogger:type`). Any other entry is returned as it is.
 * @returns undefined for what is no post and no page: comments, settings, templates
 */
export function bloggerOf(
  { categories = [], thr }: AtomEntry,
  xml: string,
  entry: Entry,
  listener: Listener,
): Entry | undefined {
  const marked = categories.find(({ scheme }) => scheme === kindScheme)?.term?.replace(/^.*#/, '');
  const element = xml.includes('<blogger:') ? find(readElements(xml), 'entry') : undefined;
  const textIn = (name: string): string => (element === undefined ? '' : childText(element, name));
  const kind = marked ?? textIn('blogger:type').toLowerCase();
  if (kind === '') {
    if (!thr?.inReplyTos?.length) return entry;
    listener.skipped('comment');
    return undefined;
  }
  if (kind !== 'post' && kind !== 'page') {
    listener.skipped(kind);
    return undefined;
  }
  if (textIn('blogger:trashed') !== '') {
    listener.skipped('trashed post');
    return undefined;
  }
  const path = textIn('blogger:filename');
  const slug = entry.slug ?? slugOf(path === '' ? undefined : `https://blog.invalid${path}`);
  const isDraft = /^(?:draft|soft_trashed|scheduled)$/i.test(textIn('blogger:status'));
  return {
    ...entry,
    categories: entry.categories.filter((name) => !name.startsWith('http://schemas.google.com/blogger/')),
    aliases: [...new Set([...entry.aliases, ...(path === '' ? [] : [path])])],
    ...(slug !== undefined && { slug }),
    ...(kind === 'page' && { isPage: true }),
    ...(isDraft && { heldBack: 'draft' }),
  };
}

/** The feed that readers know: an export has an id and an address of its own. */
export function feedOfBlogger(feed: {
  id: string | undefined;
  feeds: string[];
  home: string | undefined;
}): Pick<SiteFacts, 'feedId' | 'feeds'> {
  const { id, home } = feed;
  const [known] = /^tag:blogger\.com,1999:blog-\d+/.exec(id ?? '') ?? [];
  if (known === undefined) return { ...(id !== undefined && { feedId: id }), feeds: feed.feeds };
  return {
    feedId: known,
    feeds: home === undefined ? [] : [`${home.replace(/\/$/, '')}/feeds/posts/default`],
  };
}
