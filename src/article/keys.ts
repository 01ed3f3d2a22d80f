/** Which keys of the front matter each field is read from: the first that is present and says something wins. */

/** Keys are compared in lower case. */
export const fieldKeys = {
  title: ['title'],
  published: ['date', 'publishdate', 'pubdate', 'published', 'created', 'added'],
  updated: ['updated', 'lastmod', 'updateddate', 'last_modified_at', 'modified'],
  expires: ['expires', 'expirydate'],
  categories: ['categories', 'category'],
  tags: ['tags', 'keywords'],
  authors: ['author', 'authors'],
  summary: ['description', 'excerpt', 'summary'],
  image: [
    'thumbnail',
    'image',
    'cover',
    'banner',
    'heroimage',
    'headimg',
    'coverimage',
    'ogimage',
    'index_img',
    'featured_image',
    'photos',
  ],
  media: ['enclosure', 'audio', 'video'],
  id: ['id', 'guid'],
  slug: ['slug'],
  aliases: ['aliases', 'redirect_from'],
  draft: ['draft'],
  status: ['status'],
  language: ['lang', 'language'],
  externalUrl: ['external_url', 'link', 'originallink'],
  path: ['path'],
} as const satisfies Record<string, readonly string[]>;

/** Zola keeps tags and categories in a table of this name. */
export const taxonomies = 'taxonomies';

const known = new Set<string>([...Object.values(fieldKeys).flat(), taxonomies]);

export function isKnownKey(key: string): boolean {
  return known.has(key.toLowerCase());
}
