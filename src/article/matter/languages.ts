/** Every language of front matter: who has read one reader's signature has read all. */

import type { Language } from './fence.ts';
import { readJson } from './json.ts';
import { readPelican } from './pelican.ts';
import type { Warn } from './refusal.ts';
import { readToml } from './toml.ts';
import type { MapValue } from './value.ts';
import { readYaml } from './yaml.ts';

/**
 * @param from the offset of the block in the file
 * @throws Refusal where the block can't be read
 */
export type ReadLanguage = (block: string, from: number, warn: Warn) => MapValue;

export const languages: Record<Language, ReadLanguage> = {
  yaml: readYaml,
  toml: readToml,
  json: readJson,
  pelican: readPelican,
};
