/** What the table `old_addresses` is set from. */

export interface FormerPlaces {
  /** Of the article. */
  id: string;
  /** Paths of the site, unencoded, with a slash in front. */
  addresses: readonly string[];
}
