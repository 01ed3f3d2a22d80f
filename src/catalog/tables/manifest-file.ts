/** What a path of the content folder holds, as publishers see it. */
export interface ManifestFile {
  path: string;
  /** Git blob id; empty: the next publish must send the file again. */
  blob: string;
  status: 'article' | 'draft' | 'skip' | 'redirects' | 'show';
}
