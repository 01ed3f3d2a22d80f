/** A folder for what several files of tests need once in a run; it is deleted at the end. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    scratch: string;
  }
}

export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-run-'));
  provide('scratch', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
