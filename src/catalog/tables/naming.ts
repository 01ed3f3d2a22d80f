/** What the table `namings` is set from. */

export interface Naming {
  /** Of the article. */
  id: string;
  /** The path of the article. */
  own: string;
  /** Paths of files, as `NamedFile.path`. */
  paths: readonly string[];
}
