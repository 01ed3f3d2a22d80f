/**
 * The limits of edgefeed, each with the number of the platform or specification that it comes from. docs/limits.md
 * describes them: what each is for, and what an author or a client sees if it is exceeded.
 *
 * Limits of Cloudflare: 128 MB of memory for an isolate, 2 MB for a value or a row of SQLite in a Durable Object, 32 MiB
 * for a call of a Durable Object, 25 MiB for a value of KV. Miniflare's SQLite accepts more.
 */
export const limits = {
  // A source file.

  /** Bytes of a source file: source and article share a row of SQLite (2 MB). */
  sourceBytes: 1_500_000,
  /** Bytes of a Markdown body: its tokens take a hundred times its size in memory (128 MB). */
  markdownBytes: 600_000,
  /** UTF-16 code units of front matter. */
  matterLength: 65_536,
  /** Lines and punctuation marks of front matter: each may cost the parser 20 µs. */
  matterMarks: 3_000,
  /** Levels of nested values: the readers of fields are recursive. */
  matterDepth: 32,
  /** Values that the YAML references of a file expand to: nine of them nine deep would be 400 million. */
  aliasedValues: 1_000,
  /** Characters of a date: more than any date has, but few enough for the expressions that parse one. */
  dateLength: 100,
  /** Characters of a language tag: RFC 5646, 4.4 requires 35. */
  languageLength: 100,
  /** Characters of an e-mail address (RFC 5321, 4.5.3.1.3, without the brackets). */
  emailLength: 254,
  /** UTF-16 code units of a title, and of a summary that the author wrote. */
  titleLength: 1_000,
  summaryLength: 5_000,
  /** Characters of an id, as feeds write it (ASCII). The addresses of archive pages contain it. */
  idLength: 500,
  /** UTF-16 code units of the name of a category, a tag or an author … */
  termLength: 200,
  /** … and its characters percent-encoded: the address of an archive page contains it together with an id. */
  termAddressLength: 1_000,
  /** Categories, tags and authors of an article, together: each is a row in two tables, and a feed to write. */
  terms: 100,
  /** Former addresses of an article. */
  aliases: 100,
  /** Audio and video files of an article. */
  media: 50,
  /** Persons, links for funding, and texts for services of an episode or a show; transcripts, soundbites, other encodings. */
  episodeValues: 100,
  /** Chapters of an episode that stand in its front matter or in a file beside it. */
  chapters: 500,
  /** Characters of a title of an episode or a chapter (Apple Podcasts), … */
  episodeText: 255,
  /** … of labels: the name of a person, a season or a license, the title of a soundbite, what a link for funding says, … */
  episodeName: 128,
  /** … of what stands for the number of an episode, and of a text for services (podcast namespace). */
  episodeDisplay: 32,
  txtText: 4_000,
  /** Bytes of a transcript, or of a file of chapters, that is read for a page and by `check`: an hour has some 100 KB. */
  sidecarBytes: 131_072,
  /** Characters of the address of an article, percent-encoded: with the site's address in front it stays below 2,000. */
  addressLength: 1_700,
  /** Characters of any other address in the front matter, percent-encoded. */
  urlLength: 4_000,
  /** Bytes in UTF-8 of a path below the content folder. Linux allows 4,096; longer KV keys than 512 bytes are hashed. */
  pathBytes: 1_024,

  /** Candidates of a `srcset`: programs write ten, and each may grow by the address of the article. */
  srcset: 50,
  /** Warnings reported for a file, and likewise errors: a batch has hundreds of files. */
  problems: 100,
  /** UTF-16 code units of a message: the parsers of front matter may quote all of it. */
  messageLength: 500,

  // A file with redirects.

  /** Bytes of a `_redirects` file: its rules are one document in KV, and one row of SQLite (2 MB). */
  redirectsBytes: 500_000,
  /** Rules of plain addresses, and of patterns, as on Cloudflare Pages: each pattern is compared with the request. */
  staticRedirects: 2_000,
  dynamicRedirects: 100,
  /** Characters of a line, as on Cloudflare Pages. */
  redirectLine: 1_000,

  // A show.

  /** Bytes of a `_show.md` file: its show is a row of SQLite (2 MB). */
  showBytes: 65_536,
  /** UTF-16 code units of its texts, as Apple takes them, … */
  showValue: 255,
  /** … bytes of its description, … */
  showDescriptionBytes: 4_000,
  /** … and categories of Apple Podcasts, of which the first counts there. */
  showCategories: 3,
  /** Pages of episodes that are written again when their show begins or ends. */
  rewrittenEpisodes: 200,
  /** Shows that OPML and llms.txt list: they are in the document of the home page, … */
  listedShows: 100,
  /** … each with so many UTF-16 code units of its description. */
  shownDescription: 600,

  // The addresses that articles had elsewhere.

  /** Patterns in OLD_ADDRESSES: each is filled for each article … */
  oldPatterns: 8,
  /** … and characters of one. */
  oldPatternLength: 200,
  /** Old addresses of an article: each is a row with an index. */
  oldAddresses: 16,

  // A stored article.

  /** Bytes of an article without its body, as JSON. */
  headBytes: 131_072,
  /** Bytes of an article as JSON: a row of SQLite holds 2 MB, including its other columns. */
  articleBytes: 1_950_000,
  /** UTF-16 code units of a body that are indexed for search, and stored for excerpts. */
  searchedLength: 30_000,

  /** UTF-16 code units of a body that the first paragraph for lists is taken from: headings and code may stand before it. */
  leadLength: 8_000,
  // The page of an article.

  /** UTF-16 code units of a body that is set for its page; a longer one is shown as feeds have it. */
  typesetLength: 300_000,
  /** UTF-16 code units of a body that is converted to Markdown; a longer one stays HTML. */
  markdownLength: 100_000,
  /** Its elements, and those within each other: the converter looks at the elements around each element. */
  markdownElements: 3_000,
  markdownDepth: 20,
  /** UTF-16 code units of code that is coloured: of a line, of a block, … */
  highlightedLine: 1_000,
  highlightedCode: 10_000,
  /** … and of an article: parsers of nested languages take up to a second for a block (30 s of CPU). */
  highlightedArticle: 50_000,
  /** UTF-16 code units of a formula that is set, and of all formulas of an article. */
  formulaLength: 2_000,
  formulas: 20_000,
  /** Macros that a formula may expand. */
  formulaMacros: 200,
  /** Headings in the contents of an article. */
  contents: 100,
  /** UTF-16 code units of an id that is made of a heading. */
  headingIdLength: 100,
  /** Terms of an article that related articles are looked for by, the rarest ones, … */
  relatedTerms: 4,
  /** … and articles before and after it in each. */
  relatedBeside: 5,

  // A publish.

  /** Files of a batch, and bytes of its JSON. */
  batchFiles: 500,
  batchBytes: 4 * 1024 * 1024,
  /** UTF-16 code units of the name of a publish, which the command line makes up. */
  publishNameLength: 64,
  /** Bytes of the articles of a batch as JSON: absolute links are longer (32 MiB per call, 128 MB). */
  parsedBytes: 16_000_000,
  /** Objects and lists in the JSON of a request, at any depth: each takes twenty times its two bytes in memory. */
  jsonContainers: 10_000,
  /** Bytes of the batches that an isolate accepts at once, two of the largest: each is in memory several times. */
  batchesBytes: 8 * 1024 * 1024,
  /** UTF-16 code units of a path to delete: earlier versions stored longer paths than are allowed today. */
  storedPathLength: 65_536,
  /** Commits that a push may name as its ancestors: 41 KB of JSON. */
  ancestors: 1_000,
  /** Bytes of an answer with an error that the command line reads: Cloudflare's pages have some 10 KB. */
  errorBytes: 65_536,
  /** Bytes of the wrangler configuration of a site: Cloudflare takes 64 bindings of 5 KB. */
  configBytes: 1_000_000,
  /** Bytes of a configuration of another generator: acorn compares all names of a scope with each other, in 0.3 s. */
  blogConfigBytes: 65_536,

  // A file beside the articles.

  /** Bytes of a file in R2: the object that checks it reads all of it, with 30 s of CPU. */
  fileBytes: 512 * 1024 * 1024,
  /** Bytes of a file in KV (25 MiB a value). */
  kvFileBytes: 25 * 1024 * 1024,
  /** Bytes of a file in one request; a larger one comes in parts (100 MB a request in the free plan). */
  uploadBytes: 25 * 1024 * 1024,
  /** Bytes of each part but the last one (R2: at least 5 MiB, and 10,000 parts a file). */
  partBytes: 8 * 1024 * 1024,
  /** Bytes of the files that an isolate takes in at once for KV, which gets each in one piece (128 MB). */
  uploadsBytes: 32 * 1024 * 1024,
  /** Characters of the media type of a file. */
  typeLength: 100,
  /** Blob ids that one request asks about. */
  blobsAsked: 10_000,

  // A backup.

  /** Rows of a page of a backup, and of a slice that is restored. */
  backupRows: 1_000,
  /** Bytes of a page, unless a single row has more (128 MB). */
  backupBytes: 2_000_000,
  /** Bytes of a line: an article of `articleBytes`, each of which may need an escape. */
  backupLineBytes: 4_000_000,
  /** Bytes of the manifest of a backup; ours has one or two kilobytes. */
  backupManifestBytes: 65_536,
  /** Times that `edgefeed export` begins anew, since the catalog was changed while it was read. */
  backupTries: 8,

  // Files of other sites, asked by `check --remote`.

  /** Addresses that one run asks. */
  remoteAddresses: 20_000,
  /** Hosts that are asked side by side, each one request at a time. */
  remoteHosts: 8,
  /** Ms for a host to answer a request. */
  remotePatience: 10_000,
  /** Ms for all of them. */
  remoteTotal: 1_200_000,
  /** Redirects that are followed, … */
  remoteRedirects: 5,
  /** … bytes of the head of an answer, … */
  remoteHeadBytes: 32_768,
  /** … and of the beginning of audio and video whose duration `--write` looks for. Other bodies are not read. */
  remoteMediaBytes: 1_048_576,

  // What `edgefeed import` reads.

  /** Bytes of JSON, which is read whole, and of a document at an address. XML of this machine is read in pieces. */
  importBytes: 150_000_000,
  /** UTF-16 code units of an entry of an XML document, and of what is not an entry. */
  importEntryBytes: 20_000_000,
  /** Entries of a zip file, or files of a folder, … */
  importZipFiles: 100_000,
  /** … and bytes of those that are unpacked. */
  importZipBytes: 2_000_000_000,
  /** Documents of a feed that are followed to older entries. */
  importPages: 2_000,
  /** Elements of a body that is converted to Markdown, and levels of them: the converter compares them with each other. */
  importMarkdownElements: 3_000,
  importMarkdownDepth: 40,
  /** Feeds of an OPML document. */
  importFeeds: 500,
  /** Ms without a byte after which a download has failed, … */
  importPatience: 30_000,
  /** … and ms for all of it, … */
  importDownload: 900_000,
  /** … ms for which a busy server may ask (`Retry-After`), … */
  importRetryAfter: 60_000,
  /** … and times that a file breaks off. */
  importBreaks: 10,

  // What `edgefeed compare` reads, with the limits of a document above.

  /** Documents of a feed that are followed to older entries: most blogs have ten entries in each. */
  comparePages: 20_000,
  /** Entries of a feed, also of `import --ids`: what readers know them by is in memory. */
  compareEntries: 200_000,
  /** Bytes of all documents of a feed. */
  compareBytes: 10_000_000_000,
  /** Bytes of a document of JSON, which is read whole, … */
  compareJson: 50_000_000,
  /** … and of one that is not well-formed XML, which takes forty times as much memory. */
  compareBroken: 20_000_000,
  /** Old addresses of articles that the site is asked for. */
  compareLinks: 5_000,

  // A push announced by GitHub.

  /** Bytes of a webhook's body: GitHub sends none over 25 MB. */
  hookBytes: 25 * 1024 * 1024,
  /** Bytes of a webhook's body that are kept, without the lists of commits and files: GitHub's take 12 KB. */
  hookKeptBytes: 65_536,
  /** UTF-16 code units of a text that is read from a webhook's body; a git branch has at most 255. */
  hookTextLength: 1_024,
  /** Ms for a webhook's body to arrive: GitHub waits ten seconds for the answer. */
  hookPatience: 10_000,
  /** Webhooks whose bodies an isolate reads at once. */
  hooks: 64,
  /** UTF-16 code units of a tree from GitHub without its addresses: GitHub lists at most 100,000 files or 7 MB. */
  treeAnswerBytes: 16 * 1024 * 1024,
  /** UTF-16 code units of a blob from GitHub: `sourceBytes` take 2.1 MB in base64. */
  blobAnswerBytes: 3 * 1024 * 1024,
  /** Articles about to be deleted that a renamed file may come from: git, too, compares a thousand (`-l1000`). */
  renameCandidates: 1_000,
  /** UTF-16 code units of a body that are compared with another one: 40 files of a slice have three candidates each. */
  comparedLength: 100_000,

  // The work of the catalog.

  /** Bytes of a value that is bound to a statement of SQLite (2 MB on Cloudflare). */
  boundBytes: 1_500_000,
  /** Bytes of articles in memory at once when many are read: several copies fit into 128 MB. */
  readBytes: 4_000_000,
  /** Bytes of the stored articles, without bodies, that one batch changes or deletes. */
  headsBytes: 16_000_000,

  /** Estimated bytes of a feed document: readers fetch all of it for each new article, and some reject megabytes. */
  documentBytes: 256 * 1024,
  /** The same if fewer than ten articles would fit: a document holds ten up to this size, else one (25 MiB, 128 MB). */
  largestDocumentBytes: 4 * 1024 * 1024,
  /** Addresses of feeds in one request to a hub, as in Google's client for publishers, … */
  pingTopics: 99,
  /** … and its bytes. */
  pingBytes: 64 * 1024,
  /** Terms in the list of feeds: one document, which the home page is made from (25 MiB). */
  listedTerms: 10_000,
  /** Articles of one sitemap (50,000 by the protocol): few rows for one request. */
  sitemapArticles: 1_000,

  // The hub, and what goes out.

  /** Bytes of a request to the hub: a topic and a callback, each percent-encoded, and a secret. */
  hubFormBytes: 32_768,
  /** Characters of the address of a callback, and of a token that is echoed. */
  hubCallbackLength: 2_048,
  /** A secret has fewer bytes (WebSub, 5.1). */
  hubSecretBytes: 200,
  /** Seconds of a subscription if its subscriber names none, and the fewest and the most that it gets. */
  hubLease: 864_000,
  hubShortestLease: 300,
  hubLongestLease: 2_592_000,
  /** Subscriptions of one host of callbacks, … */
  hubHost: 1_000,
  /** … and of one feed. */
  hubTopic: 10_000,
  /** Requests an hour that make the hub ask the callbacks of one host, … */
  hubHostHour: 200,
  /** … and of all hosts. */
  hubHour: 2_000,
  /** Bytes of an answer that are read: of a subscriber, its challenge. */
  answerBytes: 1_024,

  // Webhooks.

  /** Endpoints of a site: each change is a row for each of them. */
  webhooks: 20,
  /** Bytes of a request about endpoints. */
  webhookFormBytes: 16_384,
  /** Characters of the address of an endpoint. */
  webhookUrlLength: 2_048,
  /** Failures in a row after which an endpoint is paused: two days, if it never answers. */
  webhookFailures: 10,
  /** Deliveries of an endpoint that the log keeps. */
  webhookLog: 500,

  // A request.

  /** Characters of a URL. */
  requestUrlLength: 8_192,
  /** Categories that one address may combine: each is looked up, and SQLite allows expressions 100 levels deep. */
  combinedCategories: 8,
  /** Pages of the site (about, imprint) that the home page links. */
  linkedPages: 24,
  /** Refused files whose reasons the owner's status has, the newest. */
  refusals: 100,
  /** Bytes of the site's own style sheet: every page waits for it. */
  styleSheetBytes: 64 * 1024,
  /** Links at the top of every page. */
  navigation: 12,
  /** Parameters of a request that are compared with those of former addresses. */
  readParameters: 32,
  /** Sets of parameters that the former addresses of one path may have: each is one look-up. */
  queryForms: 16,
  /** Terms, or addresses, that are compared when a name is spelled in another way. */
  likeNames: 20,
  /** Articles that `?limit=` may ask for. */
  limitArticles: 200,
  /** UTF-16 code units of the texts in an answer for apps, unless a single article has more. */
  appBytes: 1024 * 1024,
  /** Articles, or changes, in an answer for apps. */
  appEntries: 100,
  /** Bytes of an answer of a site that `edgefeed mcp` reads: an article has 2 MB at most … */
  mcpBytes: 8 * 1024 * 1024,
  /** … and seconds for which it waits for one. */
  mcpSeconds: 30,
  /** UTF-16 code units of a text that one answer to a model has: some 25,000 tokens. */
  mcpTextLength: 100_000,
  /** Categories, tags and authors in an answer for apps. */
  appTerms: 1_000,
  /** UTF-16 code units of a search … */
  queryLength: 100,
  /** … its words, each of which is one query of the index … */
  queryWords: 8,
  /** … and UTF-16 code units of each, in the spelling of the index: one ligature (U+FDFA) becomes 18 letters. */
  queryWordLength: 50,
  /** Pages of a search: further matches are hardly what was looked for, and each page reads the rows of all before it. */
  searchPages: 10,
  /** Words of the index that are compared with one that nothing has. */
  spellings: 300,
  /** Rows that a search or a combination of categories scans. */
  candidates: 1_000,
  /** Calls of one kind in an isolate that wait for the catalog … */
  waitingCalls: 8,
  /** … and for how many seconds; a search takes milliseconds. */
  waitingSeconds: 10,
  /** Bytes of the answers in the memory cache of an isolate, keys included (128 MB). */
  memoBytes: 32 * 1024 * 1024,
  /** Bytes of a file that is served from memory; a larger one is streamed. */
  smallFileBytes: 1024 * 1024,
  /** Bytes of such files in an isolate, apart from the answers above: pictures do not push feeds out (128 MB). */
  memoFileBytes: 16 * 1024 * 1024,
  /** Bytes of the cache of missing addresses in an isolate … */
  missBytes: 1024 * 1024,
  /** … and seconds for which it and the edge keep them: a new article at such an address shows afterwards. */
  missSeconds: 10,
  /** Characters of a key in these caches; a longer one is hashed. */
  memoKeyLength: 512,
} as const;
