/**
 * Every limit of edgefeed, with the number of the platform or the specification that it comes from. docs/limits.md is
 * this table in words: what each limit is for, and what an author or a client sees when it is met.
 *
 * Numbers of Cloudflare: an isolate has 128 MB of memory, a value or a row of SQLite in a Durable Object 2 MB, a call
 * of a Durable Object 32 MiB, a value of KV 25 MiB; Miniflare's own SQLite takes more.
 */
export const limits = {
  // A file, as its author writes it.

  /** Bytes of a source file: with what is made of it, it has to fit into a row of SQLite (2 MB). */
  sourceBytes: 1_500_000,
  /** Bytes of a body in Markdown: its tokens take a hundred times its size in memory (128 MB). */
  markdownBytes: 600_000,
  /** UTF-16 code units of front matter. */
  matterLength: 65_536,
  /** Lines and punctuation marks of front matter: each may cost its reader 20 µs. */
  matterMarks: 3_000,
  /** Values in values: readers of fields call themselves for what is nested. */
  matterDepth: 32,
  /** Values that references of YAML stand for, all together: nine of them nine deep would be 400 million. */
  aliasedValues: 1_000,
  /** Characters of a date, longer than any: short enough for every expression that reads one. */
  dateLength: 100,
  /** Characters of a language tag: RFC 5646, 4.4 asks for 35. */
  languageLength: 100,
  /** Characters of an e-mail address (RFC 5321, 4.5.3.1.3, without the brackets). */
  emailLength: 254,
  /** UTF-16 code units of a title, and of a summary that the author wrote. */
  titleLength: 1_000,
  summaryLength: 5_000,
  /** Characters of an id as it stands in feeds (ASCII). Archive pages carry it in their addresses. */
  idLength: 500,
  /** UTF-16 code units of the name of a category, a tag or an author … */
  termLength: 200,
  /** … and characters of it percent-encoded: it stands in the address of an archive page beside an id. */
  termAddressLength: 1_000,
  /** Categories, tags and authors of an article, together: each is a row in two tables, and a feed to be written. */
  terms: 100,
  /** Former addresses of an article. */
  aliases: 100,
  /** Audio and video files of an article. */
  media: 50,
  /** Characters of an address of an article, percent-encoded: with the site's own in front 2,000 are not exceeded. */
  addressLength: 1_700,
  /** Characters of any other address that stands in the front matter, percent-encoded. */
  urlLength: 4_000,
  /** Bytes in UTF-8 of a path below the content folder; Linux allows 4,096, a key of KV has 512 before it is hashed. */
  pathBytes: 1_024,

  /** Candidates of a `srcset`: programs write ten, and each grows by the address of the article. */
  srcset: 50,
  /** Warnings of a file that are told, and errors: a batch has hundreds of files. */
  problems: 100,
  /** UTF-16 code units of what is said of one: readers of front matter may quote all of it. */
  messageLength: 500,

  // An article, as it is stored.

  /** Bytes of an article without its body, as JSON. */
  headBytes: 131_072,
  /** Bytes of an article as JSON: a row of SQLite in a Durable Object holds 2 MB, its other columns included. */
  articleBytes: 1_950_000,
  /** UTF-16 code units of a body that are searched, and kept for the excerpts of what a search finds. */
  searchedLength: 30_000,

  // A publish.

  /** Files of a batch, and bytes of its JSON. */
  batchFiles: 500,
  batchBytes: 4 * 1024 * 1024,
  /** Bytes of the articles that a batch becomes, as JSON: links grow when they become absolute (32 MiB a call, 128 MB). */
  parsedBytes: 16_000_000,
  /** Objects and lists in the JSON of a request, however nested: each takes twenty times its two bytes in memory. */
  jsonContainers: 10_000,
  /** Bytes of the batches that an isolate takes in at once, two of the largest: it holds each of them several times. */
  batchesBytes: 8 * 1024 * 1024,
  /** UTF-16 code units of a path to delete: earlier versions stored longer ones than may be published today. */
  storedPathLength: 65_536,
  /** Commits that a push may name as its ancestors: 41 KB of JSON. */
  ancestors: 1_000,

  // A push that GitHub tells of.

  /** Bytes of a webhook's body: GitHub calls no webhook for a push whose payload has more than 25 MB. */
  hookBytes: 25 * 1024 * 1024,
  /** Bytes that are kept of a webhook's body, the lists of commits and files left out: 12 KB, as GitHub writes them. */
  hookKeptBytes: 65_536,
  /** UTF-16 code units of a text in a webhook's body that is looked at; a git branch has 255 at most. */
  hookTextLength: 1_024,
  /** Ms for a webhook's body to arrive: GitHub waits ten seconds for the answer. */
  hookPatience: 10_000,
  /** Webhooks whose bodies an isolate reads at once. */
  hooks: 64,
  /** UTF-16 code units of a tree of GitHub's without the addresses in it: it lists 100,000 files or 7 MB at once. */
  treeAnswerBytes: 16 * 1024 * 1024,
  /** Of a blob: one of `sourceBytes` has 2.1 MB in base64. */
  blobAnswerBytes: 3 * 1024 * 1024,

  // The catalog at work.

  /** Bytes of a value that is bound to a statement of SQLite (2 MB on Cloudflare). */
  boundBytes: 1_500_000,
  /** Bytes of articles that are in memory at once when many are read: several copies of them fit into 128 MB. */
  readBytes: 4_000_000,
  /** Bytes of heads, articles without their bodies, that the files of one batch may have in the catalog. */
  headsBytes: 16_000_000,

  /** Bytes of a feed's document, as reckoned: readers fetch it whole whenever one article is new, and some give up on megabytes. */
  documentBytes: 256 * 1024,
  /** The same where fewer than ten articles would fit: up to here a document holds ten, and beyond it one (25 MiB, 128 MB). */
  largestDocumentBytes: 4 * 1024 * 1024,
  /** Terms that the list of feeds names: one document, of which the home page is made (25 MiB). */
  listedTerms: 10_000,
  /** Articles of one sitemap (50,000 by the protocol): few rows for one request. */
  sitemapArticles: 1_000,

  // A request.

  /** Characters of a URL. */
  requestUrlLength: 8_192,
  /** Categories that one address may combine: each is looked up, and SQLite's expressions nest 100 deep at most. */
  combinedCategories: 8,
  /** Pages of the site (about, imprint) that the home page links. */
  linkedPages: 24,
  /** Articles that `?limit=` may ask for. */
  limitArticles: 200,
  /** UTF-16 code units of what is searched for … */
  queryLength: 100,
  /** … its words, each of which the index is asked for … */
  queryWords: 8,
  /** … and UTF-16 code units of each, as the index spells them: one ligature (U+FDFA) is 18 letters there. */
  queryWordLength: 50,
  /** Rows that a search or a combination of categories looks through. */
  candidates: 1_000,
  /** Calls of a kind that wait for their turn with the catalog, in an isolate … */
  waitingCalls: 8,
  /** … and seconds for which they do; a search takes milliseconds. */
  waitingSeconds: 10,
  /** Bytes of answers, keys included, that an isolate keeps in memory (128 MB). */
  memoBytes: 32 * 1024 * 1024,
  /** Bytes that an isolate spends on remembering addresses where nothing is … */
  missBytes: 1024 * 1024,
  /** … and seconds for which it does, and the edge too: what is published there meanwhile shows after them. */
  missSeconds: 10,
  /** Characters of a key in these memories; a longer one is hashed. */
  memoKeyLength: 512,
} as const;
