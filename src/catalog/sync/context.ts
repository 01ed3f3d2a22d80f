import type { GitHub } from '../../github/client.ts';
import type { GitHubSettings } from '../../github/settings.ts';
import type { FileResult, Push } from '../../publish/protocol.ts';
import type { ParsedPut } from '../commit/commit.ts';
import type { CatalogContext } from '../context.ts';
import type { Import } from '../tables/imports.ts';

/** What importing a push works on. */
export interface ImportContext extends CatalogContext {
  github: GitHub;
  settings: GitHubSettings;
  /**
   * Publishes a batch.
   * @param record called in the same transaction
   * @returns the newer push that stands in the way, or that the batch takes more memory than there is; then nothing was
   *   written
   */
  commit: (
    batch: { put: ParsedPut[]; delete: string[]; more: boolean; push: Push },
    record: (results: readonly FileResult[]) => void,
  ) => Push | { tooMuch: string } | undefined;
  /** Whether an import is still the last one: while GitHub answers, a newer push may arrive. */
  isCurrent: (it: Import) => boolean;
}
