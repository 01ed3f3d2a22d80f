/** The front-matter keys of each field. The first key that is present and not blank wins. */

/** Spells each key of several words in all usual ways: `publishdate`, `publish_date`, `publish-date`, `publish date`. */
const spelled = (...lists: string[]): string[] =>
  lists
    .flatMap((list) => list.split(', '))
    .flatMap((key) =>
      key.includes(' ') ? ['', '_', '-', ' '].map((mark) => key.replaceAll(' ', mark)) : key,
    );

/** Keys are compared in lower case. */
export const fieldKeys = {
  title: ['title'],
  published: spelled(
    'date, publish date, pub date, published, created, added',
    'pub datetime, published date, published at, published on, published time, publish time',
    'publish at, publish on, publication date, date published, post date, posted, posted at',
    'posted on, date posted, date time, dc:date, dc.date, dcterms:date, dcterms:issued',
    '日期, 发布日期, 发布时间, 發布日期, 發布時間, 日付, 公開日',
  ),
  /** Read last: a date in the file name or the folders says more about the publication than these do. */
  created: spelled(
    'created at, created on, created date, created time, date created, creation date',
    'dcterms:created, 创建日期, 创建时间, 建立日期, 建立時間, 作成日',
  ),
  updated: spelled(
    'updated, lastmod, updated date, last modified at, modified',
    'updated at, updated on, updated time, update date, date updated, last updated',
    'last updated at, last update, last modified, modified at, modified date, modified time',
    'modify date, date modified, mod date, mod datetime, dcterms:modified',
    '更新日期, 更新时间, 更新時間, 修改日期, 修改时间, 修改時間, 最后更新, 更新日',
  ),
  expires: spelled(
    'expires, expiry date, expires at, expires on, expire date, expiration date, expiry',
    'unpublish date, unpublish at, 过期时间, 过期日期',
  ),
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
  /** Read by visibility.ts with many others; these tell a header from text. */
  visibility: ['draft', 'status'],
  language: ['lang', 'language'],
  externalUrl: ['external_url', 'link', 'originallink'],
  path: ['path'],
} as const satisfies Record<string, readonly string[]>;

/** Zola nests tags and categories in this table. */
export const taxonomies = 'taxonomies';

const known = new Set<string>([...Object.values(fieldKeys).flat(), taxonomies]);

export function isKnownKey(key: string): boolean {
  return known.has(key.toLowerCase());
}
