/** JSON front matter. YAML 1.2 contains JSON, and its reader knows where each value stands. */

import type { ReadLanguage } from './reader.ts';
import { readYaml } from './yaml/yaml.ts';

export const readJson: ReadLanguage = (block, from, warn) =>
  // Hexo leaves out the braces of the object.
  /^\s*(?:\{|$)/.test(block) ? readYaml(block, from, warn) : readYaml(`{${block}\n}`, from - 1, warn);
