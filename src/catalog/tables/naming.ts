/** What an article says of the files that it names. */

export interface Naming {
  /** Of the article, or `namingOfShow`. */
  id: string;
  /** The path of the source. */
  own: string;
  /** Paths of files, as `NamedFile.path`. */
  paths: readonly string[];
  /** Paths of files that belong to it if they are there, likewise: `sidecarsOf` its first audio or video, and itself. */
  beside: readonly string[];
  /** The path of that audio or video; absent: it is elsewhere, or there is none. */
  medium?: string;
}

/** Stands for a show where articles have their ids, which are IRIs and never begin with a slash. @param path of its file */
export const namingOfShow = (path: string): string => `/${path}`;

/** Whether an id of `namings` is that of a show. Its files are those at the very paths. */
export const isNamingOfShow = (id: string): boolean => id.startsWith('/');
