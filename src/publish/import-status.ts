/** What `GET /api/status` tells about the import of a push by the webhook. */

/**
 * `reading`: the trees of the commit; `fetching`: the files that differ. `refused`: it would delete too much.
 * `failed`: GitHub does not give what was asked for. `superseded`: a newer push was published in another way.
 */
export type ImportState = 'reading' | 'fetching' | 'done' | 'refused' | 'failed' | 'superseded';

/** Files that differ from what was published, by how; those that are refused are among them. */
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
  /** When the webhook told of the push, ISO 8601 UTC. */
  startedAt: string;
  /** Absent while it goes on. */
  finishedAt?: string;
  files: ImportCounts & {
    /** Not dealt with yet. */
    left: number;
    /** With an error; what was published from them before stays. */
    refused: number;
  };
  /** Where the files that were refused are wrong, as `path:line:column: message`; at most 50. */
  problems: string[];
  /** Why it waits, or why it has ended otherwise than it should have. */
  error?: string;
  /** When it goes on, ISO 8601 UTC; where `error` made it wait. */
  nextTry?: string;
}
