/** Blogs of Pelican (https://docs.getpelican.com/en/latest/settings.html). */

import { blogOf, type Generator } from './blog.ts';
import { inside } from './folder-paths.ts';
import { readPlainTexts } from './python-texts.ts';

const name = 'pelicanconf.py';
const wanted = ['SITENAME', 'SITESUBTITLE', 'DEFAULT_LANG', 'TIMEZONE', 'PATH', 'ARTICLE_URL'];

/** The extension of Python's Markdown that makes line breaks hard, outside a comment. */
const hardBreaks = /^[^#\n]*["'](?:markdown\.extensions\.)?nl2br["']/m;

export const pelican: Generator = {
  name: 'Pelican',
  read(folder) {
    if (!folder.hasFile(name)) return undefined;
    const source = folder.read(name);
    const { texts, others } = readPlainTexts(source);
    const path = inside(texts.get('PATH') ?? 'content');
    return blogOf(
      'Pelican',
      folder,
      {
        title: texts.get('SITENAME')?.trim(),
        description: texts.get('SITESUBTITLE')?.trim(),
        language: texts.get('DEFAULT_LANG'),
        timezone: texts.get('TIMEZONE'),
      },
      {
        lineBreaks: hardBreaks.test(source) ? 'hard' : 'soft',
        content: path ?? 'content',
        ...(path === undefined && { contentIsGuess: true }),
        permalinks: [{ pattern: texts.get('ARTICLE_URL') ?? '{slug}.html' }],
      },
      [
        ...wanted
          .filter((setting) => others.has(setting))
          .map(
            (setting) => `${setting} in ${name} is not taken over: Python code makes it, which is not run.`,
          ),
        ...(path === undefined ? [`PATH in ${name} is not taken over: it is outside the blog.`] : []),
      ],
    );
  },
};
