/** `edgefeed new`: creates an article with a permanent id. */

import { randomUUID } from 'node:crypto';
import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mayHoldFiles } from '../../publish/file-kind.ts';
import { contentOption, type Define } from '../command.ts';
import { CliError, exitCodes } from '../exit.ts';
import { print } from '../output/line.ts';
import { contentFolder, readSite } from '../site.ts';
import { makeFolder } from '../folders.ts';
import { checkFolder } from '../source/article-files.ts';
import { isWithin } from '../source/within.ts';
import { dateWithOffset, frontMatter } from '../source/new-article.ts';
import { slug } from '../source/slug.ts';

interface Options {
  content?: string;
  category?: string[];
  tag?: string[];
  author?: string;
  draft?: boolean;
}

const help = `
Examples:
  $ npx --no edgefeed new "Hello, world" --category Notes
  $ npx --no edgefeed new "微信可直接打开淘宝页面" --category 知乎热榜 --tag 互联网 --draft`;

const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

export const define: Define = (command, finish) =>
  command
    .argument('<title>', 'Title of the article, in any script')
    .option(
      '-c, --category <name>',
      'Category; the first one names the folder of the file (repeatable)',
      collect,
    )
    .option('-t, --tag <name>', 'Tag (repeatable)', collect)
    .option('--author <name>', 'Author of the article')
    .option('--draft', 'Mark the article as a draft, which is not published')
    .addOption(contentOption())
    .addHelpText('after', help)
    .action((title: string, options: Options) => {
      // The default folder is made, since git keeps no empty one. Another one is more likely misspelt than new.
      if (options.content !== undefined) checkFolder(options.content);
      print(writeArticle(title, contentFolder(options.content), options));
      finish(exitCodes.ok);
    });

function writeArticle(title: string, content: string, options: Options): string {
  const text = title.replace(/\s+/g, ' ').trim();
  if (!text) throw new CliError(exitCodes.usage, 'The title is empty. Write it in quotes after `new`.');
  const folder = join(content, folderName(options.category?.[0] ?? ''));
  const date = dateWithOffset(new Date(), readSite().timezone);
  const source = frontMatter({ ...options, title: text, date, id: randomUUID() });
  makeFolder(folder);
  if (!isWithin(realpathSync.native(content), realpathSync.native(folder))) {
    const why = `${folder} is a link to a folder outside ${content}. Choose another category, or remove the link.`;
    throw new CliError(exitCodes.usage, why);
  }
  const name = slug(text) || 'article';
  for (let n = 1; ; n++) {
    const file = join(folder, n === 1 ? `${name}.md` : `${name}-${n}.md`);
    try {
      writeFileSync(file, source, { flag: 'wx' }); // fails if the file exists
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function folderName(category: string): string {
  const name = slug(category);
  // Folders of tools, such as `scaffolds`, are not searched for articles.
  return mayHoldFiles(name) ? name : `${name}-1`;
}
