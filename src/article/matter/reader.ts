import type { Warn } from './refusal.ts';
import type { MapValue } from './value.ts';

/**
 * Reads a block of front matter in one language.
 * @param from the offset of the block in the file
 * @throws Refusal where the block can't be read
 */
export type ReadLanguage = (block: string, from: number, warn: Warn) => MapValue;
