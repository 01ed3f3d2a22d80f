/** The front-matter keys of each field. The first key that is present and not blank wins. */

/** Spells each key of several words in all usual ways: `publishdate`, `publish_date`, `publish-date`, `publish date`. */
const spelled = (...lists: string[]): string[] =>
  lists
    .flatMap((list) => list.split(', '))
    .flatMap((key) =>
      key.includes(' ') ? ['', '_', '-', ' '].map((mark) => key.replaceAll(' ', mark)) : key,
    );

const words = (...lines: string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/**
 * In lower case; `plainKey` says which spellings are the same. New keys go to the end of a list, so that no article
 * changes that has an older one.
 */
export const fieldKeys = {
  title: ['title', 'headline', 'post_title'],
  published: spelled(
    'date, publish date, pub date, published, created, added',
    'pub datetime, published date, published at, published on, published time, publish time',
    'publish at, publish on, publication date, date published, post date, posted, posted at',
    'posted on, date posted, date time, dc:date, dc.date, dcterms:date, dcterms:issued, publish',
    '日期, 发布日期, 发布时间, 發布日期, 發布時間, 日付, 公開日',
  ),
  /** Read last: a date in the file name or the folders says more about the publication than these do. */
  created: spelled(
    'created at, created on, created date, created time, date created, creation date',
    'dcterms:created, 创建日期, 创建时间, 建立日期, 建立時間, 作成日',
    'create date, create time, created date time, publish date time, published date time, publication date time',
    'pub time, release date, date released, issue date, date issued, first published, first published at',
    'original date, date added, added at, added on, entry date, article date, blog date, written at, written on',
    'wp:post_date, wp:post_date_gmt, post date gmt, date gmt, article:published_time, dg created, timestamp',
    '发表日期, 发表时间, 發表日期, 發表時間, 写作日期, 写作时间, 撰写日期, 撰写时间',
    '投稿日, 投稿日時, 公開日時, 執筆日, 작성일, 발행일, 날짜, fecha, datum, дата',
  ),
  updated: spelled(
    'updated, lastmod, updated date, last modified at, modified',
    'updated at, updated on, updated time, update date, date updated, last updated',
    'last updated at, last update, last modified, modified at, modified date, modified time',
    'modify date, date modified, mod date, mod datetime, dcterms:modified, article:modified_time, dg updated',
    '更新日期, 更新时间, 更新時間, 修改日期, 修改时间, 修改時間, 最后更新, 更新日',
  ),
  expires: spelled(
    'expires, expiry date, expires at, expires on, expire date, expiration date, expiry',
    'unpublish date, unpublish at, 过期时间, 过期日期',
  ),
  categories: ['categories', 'category'],
  tags: ['tags', 'tag', 'keywords'],
  authors: ['author', 'authors', 'author_name', 'byline', 'writer', 'creator'],
  summary: words(
    'description excerpt summary desc abstract custom_excerpt summary_text short_description',
    'meta_description seo_description og_description og:description dek deck standfirst lede lead intro',
    'introduction blurb synopsis teaser preview subtitle',
  ),
  image: words(
    'thumbnail image cover banner heroimage headimg coverimage ogimage index_img featured_image photos',
    'images feature_image featured_img cover_img cover_url banner_image banner_img header_image',
    'header_img hero_img top_img og:image twitter:image social_image share_image meta_image seo_image',
    'twitter_image card_image preview_image teaser_image lead_image main_image post_image article_image',
    'title_image thumbnail_image thumbnail_url thumb image_url img_url img pic picture photo',
    'background_image background hero feature teaser preview splash header og open_graph seo social',
  ),
  media: ['enclosure', 'audio', 'video'],
  id: ['id', 'guid'],
  verbatimId: ['verbatim_id'],
  slug: ['slug'],
  aliases: ['aliases', 'redirect_from'],
  /** Read by visibility.ts with many others; these tell a header from text. */
  visibility: ['draft', 'status'],
  language: ['lang', 'language', 'locale'],
  externalUrl: [
    'external_url',
    'link',
    'originallink',
    'external_link',
    'linked_url',
    'link_url',
    'original_url',
  ],
  navigation: ['nav', 'menu', 'menus', 'eleventynavigation'],
  /** Of a link in the navigation whose own key gives no order. */
  weight: ['weight', 'nav_order'],
  path: ['path'],
  lineBreaks: ['line_breaks'],
  excerptSeparator: ['excerpt_separator'],
} as const satisfies Record<string, readonly string[]>;

/** Zola nests tags and categories in this table. */
export const taxonomies = 'taxonomies';

/** Hugo keeps what is its theme's in `params`, Zola in `extra`: keys in them count if the front matter has no other. */
export const themeTables = ['params', 'extra'] as const;

/** What a theme may mean otherwise, or what an article that is published must not change by. */
export const notOfThemes: ReadonlySet<string> = new Set<string>(
  [
    ...fieldKeys.id,
    ...fieldKeys.verbatimId,
    ...fieldKeys.slug,
    ...fieldKeys.aliases,
    ...fieldKeys.path,
    ...fieldKeys.media,
    ...fieldKeys.navigation,
    ...fieldKeys.weight,
  ].map(plainKey),
);

/**
 * A key as all its spellings have it in common: `coverImage`, `cover_image`, `Cover-Image`. A leading sign stays:
 * `_id` is a database's. The symbols of Ruby (`:title`) lose their colon.
 */
export function plainKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/^:(?=.)/, '')
    .replace(/(?<=[^-_ ])[-_ ](?=[^-_ ])/g, '');
}

/** Keys that are words which a text may begin with, as in "Preview: the next version". */
const everyday = new Set(
  words(
    'abstract dek deck standfirst lede lead intro introduction blurb synopsis teaser preview subtitle img pic',
    'timestamp fecha datum дата 날짜 picture photo background hero feature splash header og seo social headline byline writer creator locale',
    'nav menu menus weight',
  ),
);

const known = new Set<string>(
  [...Object.values(fieldKeys).flat(), taxonomies].filter((key) => !everyday.has(key)).map(plainKey),
);

/** Whether a key is a sign of front matter. */
export function isKnownKey(key: string): boolean {
  return known.has(plainKey(key));
}
