/** WordPress's permalinks (https://wordpress.org/documentation/article/customize-permalinks/). */

import { strftime } from './clock.ts';
import { fromTable, one, several, type Dialect, type Meaning } from './dialect.ts';
import { plainSlug } from './slugs.ts';

/** WordPress writes the time of the site. */
const date =
  (format: string): Meaning =>
  ({ site }) =>
    one(site && strftime(site, format));

/** Slugs in other scripts are percent-encoded in exports. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

const meanings: Readonly<Record<string, Meaning>> = {
  year: date('%Y'),
  monthnum: date('%m'),
  day: date('%d'),
  hour: date('%H'),
  minute: date('%M'),
  second: date('%S'),
  postname: ({ slug, name }) => one(plainSlug(decoded(slug ?? name))),
  // The keys that exporters write; an `id` may be any text.
  post_id: ({ text }) => {
    const id = text('wordpress_id', 'wp_id', 'wp_post_id', 'post_id', 'wp:post_id', 'postid', 'id');
    return id !== undefined && /^\d+$/.test(id) ? [id] : [];
  },
  // Of several, WordPress takes the oldest one.
  category: ({ categories }) =>
    categories.length === 0 ? ['uncategorized'] : several(...categories.slice(0, 4).map(plainSlug)),
  author: ({ authors }) => several(...authors.slice(0, 2).map(plainSlug)),
};

export const wordpress: Dialect = {
  placeholder: /%([a-z_]+)%/g,
  meaningOf: fromTable(meanings),
  styles: { plain: '/?p=%post_id%', default: '/%year%/%monthnum%/%day%/%postname%/' },
  own: [],
  roots: [],
};
