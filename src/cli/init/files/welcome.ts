/** The first article of a new site, in English or Chinese. */

import { posix } from 'node:path';
import { frontMatter } from '../../source/new-article.ts';
import type { SiteFacts } from '../answers.ts';

interface Welcome {
  /** Name of the file in the content folder. */
  name: string;
  title: string;
  category: string;
  body: string;
}

const english: Welcome = {
  name: 'hello.md',
  title: 'Hello',
  category: 'Notes',
  body: `This is the first article of this site. While \`npm start\` runs, change a word and save the file: the page and its feeds
change with it.

The lines above, between the two \`---\`, say what the article is called, when it was written and where it belongs. The
text is in Markdown. \`npm run new -- "A title" --category Notes\` makes the next article.

Each category, tag and author has feeds of its own. Delete this file when you don't need it any more.
`,
};

const chinese: Welcome = {
  name: '你好.md',
  title: '你好',
  category: '随笔',
  body: `这是本站的第一篇文章。\`npm start\` 运行时，改一个字并保存文件，页面和订阅源就会随之更新。

上面两行 \`---\` 之间写着文章的标题、日期和分类，正文用 Markdown 书写。运行
\`npm run new -- "标题" --category 随笔\` 可以新建一篇文章。

每个分类、标签和作者都有自己的订阅源。不再需要这篇文章时，删除文件即可。
`,
};

/** @param date with its offset @param id UUID @returns its path, relative to the folder of the site, and its text */
export function welcomeArticle(
  { language, content }: SiteFacts,
  date: string,
  id: string,
): { path: string; text: string } {
  const { name, title, category, body } = /^zh\b/.test(language) ? chinese : english;
  return {
    path: posix.join(content, name),
    text: frontMatter({ title, date, id, category: [category] }) + body,
  };
}
