/** The languages of front matter, each with its reader. All readers have one signature, `ReadLanguage`. */

import type { Language } from './fence.ts';
import { isPelicanBlock, readPelican } from './pelican.ts';
import { Refusal, type ReadLanguage } from './refusal.ts';
import { readToml } from './toml.ts';
import { readYaml } from './yaml/yaml.ts';

/** YAML 1.2 contains JSON, and its reader knows the position of each value. */
const readJson: ReadLanguage = (block, from, warn) =>
  // Hexo leaves out the braces of the object.
  /^\s*(?:\{|$)/.test(block) ? readYaml(block, from, warn) : readYaml(`{${block}\n}`, from - 1, warn);

/** YAML, or else what Pelican writes between the same dashes: `Title: Python 3: a tour` is not YAML. */
const readYamlOrHeader: ReadLanguage = (block, from, warn) => {
  try {
    return readYaml(block, from, warn);
  } catch (error) {
    if (error instanceof Refusal && isPelicanBlock(block)) return readPelican(block, from, warn);
    throw error;
  }
};

export const languages: Record<Language, ReadLanguage> = {
  yaml: readYamlOrHeader,
  toml: readToml,
  json: readJson,
  pelican: readPelican,
};
