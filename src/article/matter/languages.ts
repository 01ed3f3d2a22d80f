/** Every language of front matter: who has read one reader's signature has read all. */

import type { Language } from './fence.ts';
import { readJson } from './json.ts';
import { readPelican } from './pelican.ts';
import type { ReadLanguage } from './reader.ts';
import { readToml } from './toml.ts';
import { readYaml } from './yaml/yaml.ts';

export const languages: Record<Language, ReadLanguage> = {
  yaml: readYaml,
  toml: readToml,
  json: readJson,
  pelican: readPelican,
};
