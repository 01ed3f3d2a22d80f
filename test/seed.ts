/**
 * Properties are tried with the same values in each run: one that fails is broken by a change, and not found by chance.
 * `FUZZ_SEED=2 npm test` tries others.
 */

import * as fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

fc.configureGlobal({ seed: inject('seed') });
