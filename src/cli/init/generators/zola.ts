/** Blogs of Zola (https://www.getzola.org/documentation/getting-started/configuration/). */

import { blogOf, type Generator } from './blog.ts';
import { readConfigFile } from './config-file.ts';
import { textAt } from './values.ts';

const names = ['zola.toml', 'config.toml'];

export const zola: Generator = {
  name: 'Zola',
  read(folder) {
    const name = folder.firstFile(names);
    // Zola requires this key, and Hugo, whose configuration has the same name, spells it `baseURL`.
    if (name === undefined || !/^[ \t]*base_url[ \t]*=/m.test(folder.read(name))) return undefined;
    const config = readConfigFile(folder, name);
    return blogOf(
      'Zola',
      folder,
      {
        title: textAt(config, 'title'),
        description: textAt(config, 'description'),
        language: textAt(config, 'default_language'),
      },
      {
        lineBreaks: 'soft',
        content: 'content',
        statics: 'static',
        // The paths of the files, which edgefeed answers by itself where no slug is set.
        permalinks: [],
      },
    );
  },
};
