/** What an article says of the files that it names. */

export interface Naming {
  /** Of the article. */
  id: string;
  /** The path of the article. */
  own: string;
  /** Paths of files, as `NamedFile.path`. */
  paths: readonly string[];
  /** Paths of files that belong to it if they are there, likewise: `sidecarsOf` its first audio or video, and itself. */
  beside: readonly string[];
  /** The path of that audio or video; absent: it is elsewhere, or there is none. */
  medium?: string;
}
