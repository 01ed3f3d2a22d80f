/** The languages of front matter, each with its reader. All readers have one signature, `ReadLanguage`. */

import type { Language } from './fence.ts';
import { readPelican } from './pelican.ts';
import type { ReadLanguage } from './refusal.ts';
import { readToml } from './toml.ts';
import { readYaml } from './yaml/yaml.ts';

/** YAML 1.2 contains JSON, and its reader knows the position of each value. */
const readJson: ReadLanguage = (block, from, warn) =>
  // Hexo leaves out the braces of the object.
  /^\s*(?:\{|$)/.test(block) ? readYaml(block, from, warn) : readYaml(`{${block}\n}`, from - 1, warn);

export const languages: Record<Language, ReadLanguage> = {
  yaml: readYaml,
  toml: readToml,
  json: readJson,
  pelican: readPelican,
};
