import type { GitHub } from '../../github/client.ts';
import type { GitHubSettings } from '../../github/settings.ts';
import type { FileResult, Push } from '../../publish/protocol.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { BatchOutcome } from '../batch/outcome.ts';
import type { ParsedBatch } from '../batch/parsed-batch.ts';
import type { CatalogContext } from '../context.ts';
import type { Import } from '../tables/imports.ts';

/** The context of importing a push. */
export interface SyncContext extends CatalogContext {
  github: GitHub;
  settings: GitHubSettings;
  /** Where the bytes of files go. */
  blobs: Blobs;
  /** @param record called in the same transaction */
  publish: (
    batch: ParsedBatch & { push: Push },
    record: (results: readonly FileResult[]) => void,
  ) => BatchOutcome;
  /** Whether an import is still the last one; a newer push may arrive while GitHub answers. */
  isCurrent: (it: Import) => boolean;
}
