/** The import of a push by the webhook, as in `GET /api/status`. */

/**
 * `reading`: the trees of the commit. `fetching`: changed files. `refused`: it would delete too many files.
 * `failed`: GitHub does not deliver the content. `superseded`: a newer push was published another way.
 */
export type ImportState = 'reading' | 'fetching' | 'done' | 'refused' | 'failed' | 'superseded';

/** Files that differ from the published ones, by kind of change. Refused files are included. */
export interface ImportCounts {
  added: number;
  changed: number;
  moved: number;
  deleted: number;
}

export interface ImportStatus {
  state: ImportState;
  /** `owner/name` */
  repository: string;
  branch: string;
  commit: string;
  /** When the webhook announced the push, ISO 8601 UTC. */
  startedAt: string;
  /** ISO 8601 UTC. Absent while the import runs. */
  finishedAt?: string;
  files: ImportCounts & {
    /** Still to be processed. */
    left: number;
    /** Files with an error; their published articles stay. */
    refused: number;
  };
  /** The errors of refused files as `path:line:column: message`; at most 50. */
  problems: string[];
  /** Why the import waits, or why it failed. */
  error?: string;
  /** When the next attempt is made, ISO 8601 UTC; present if `error` makes the import wait. */
  nextTry?: string;
}
