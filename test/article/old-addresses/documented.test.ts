import { describe, expect, it } from 'vitest';
import { readPatterns } from '../../../src/article/old-addresses/pattern.ts';
import { parseArticle } from '../../../src/article/parse.ts';

/** The old addresses of a file. @param matter lines of front matter */
function oldAddresses(patterns: string, path: string, matter: string, timezone = 'UTC'): string[] {
  const reading = readPatterns(patterns);
  if ('why' in reading) throw new Error(reading.why);
  const source = `---\n${matter}\n---\n\nText.\n`;
  const options = { siteUrl: 'https://feeds.example', timezone, oldAddresses: reading.patterns };
  const result = parseArticle({ path, source }, options);
  if (result.status !== 'article') throw new Error(JSON.stringify(result.problems));
  return result.oldAddresses ?? [];
}

type Row = [pattern: string, path: string, matter: string, address: string];

/** Of the page about permalinks in the documentation of each, or of a site of its own. */
const examples: Record<string, Row[]> = {
  // https://jekyllrb.com/docs/permalinks/
  Jekyll: [
    ['jekyll:pretty', '_posts/2009-04-29-slap-chop.md', 'title: Slap', '/2009/04/29/slap-chop'],
    ['jekyll:date', '_posts/2009-04-29-slap-chop.md', 'title: Slap', '/2009/04/29/slap-chop.html'],
    ['ordinal', '_posts/2009-04-29-slap-chop.md', 'title: Slap', '/2009/119/slap-chop.html'],
    ['weekdate', '_posts/2009-04-29-slap-chop.md', 'title: Slap', '/2009/W18/Wed/slap-chop.html'],
    ['none', '_posts/2009-04-29-slap-chop.md', 'title: Slap', '/slap-chop.html'],
    [
      '/:month-:day-:year/:title:output_ext',
      '2009-04-29-slap-chop.md',
      'title: x',
      '/04-29-2009/slap-chop.html',
    ],
    ['/blog/:year/:month/:day/:title/', '2009-04-29-slap-chop.md', 'title: x', '/blog/2009/04/29/slap-chop'],
    ['pretty', 'foo/_posts/2021-01-05-Bar.md', 'categories: [News, Ruby]', '/foo/news/ruby/2021/01/05/Bar'],
    ['/:title', '2021-01-05-a.md', 'slug: The _config.yml file', '/The-_config.yml-file'],
    ['jekyll:/:slug', '2021-01-05-a.md', 'slug: The _config.yml file', '/the-config-yml-file'],
    ['/:short_year/:i_month/:i_day/:title', '2009-04-09-a.md', 'title: x', '/09/4/9/a'],
    ['/:year_:slug/', '2009-04-09-a.md', 'title: x', '/2009_a'],
    ['pretty', '2009-04-29-a.md', 'permalink: /my/own/:title.html', '/my/own/a.html'],
    ['pretty', 'about/index.md', 'title: About', '/about'],
    // Words in one text are categories of their own (Utils.pluralized_array_from_hash).
    ['pretty', '2021-01-05-a.md', 'categories: life home', '/life/home/2021/01/05/a'],
    ['pretty', '2021-01-05-a.md', 'categories: "one, two"', '/one,/two/2021/01/05/a'],
  ],
  // https://hexo.io/docs/permalinks
  Hexo: [
    [
      ':year/:month/:day/:title/',
      '_posts/hello-world.md',
      'date: 2013-07-14 17:01:34',
      '/2013/07/14/hello-world',
    ],
    [
      ':year-:month-:day-:title.html',
      '_posts/hello-world.md',
      'date: 2013-07-14',
      '/2013-07-14-hello-world.html',
    ],
    [
      'hexo::category/:title/',
      '_posts/hello-world.md',
      'date: 2013-07-14\ncategories: [foo, bar]',
      '/foo/bar/hello-world',
    ],
    [':title-:hash/', 'hello-world.md', 'date: 2013-07-14 17:01:34', '/hello-world-a2c8ac003b43'],
    [
      ':year/:month/:day/:title/',
      '_posts/lorem/hello-world.md',
      'date: 2013-07-14',
      '/2013/07/14/lorem/hello-world',
    ],
    [
      ':year/:month/:day/:name/',
      '_posts/lorem/hello-world.md',
      'date: 2013-07-14',
      '/2013/07/14/hello-world',
    ],
    [':post_title.html', 'a.md', 'title: Hello, World\ndate: 2013-07-14', '/hello-world.html'],
    [':id/', 'a.md', 'id: 12\ndate: 2013-07-14', '/12'],
    ['posts/:abbrlink.html', 'a.md', 'abbrlink: 4a17b156\ndate: 2013-07-14', '/posts/4a17b156.html'],
    ['hexo', 'a.md', 'permalink: my-own\ndate: 2013-07-14', '/my-own'],
    ['hexo', 'about/index.md', 'date: 2013-07-14\ntitle: About', '/about'],
    ['/:timestamp/', 'a.md', 'date: 2013-07-14 17:01:34', '/1373821294'],
    ['hexo::category/:name/', 'a.md', 'categories: [[a, b], [c]]\ndate: 2013-07-14', '/c/a'],
    ['hexo', '_posts/2020-02-01-你好 世界.md', 'title: 你好', '/2020/02/01/2020-02-01-你好 世界'],
  ],
  // https://gohugo.io/configuration/permalinks/, https://gohugo.io/content-management/urls/
  Hugo: [
    [
      'hugo@posts:/articles/:year/:month/:slug/',
      'posts/bash-in-slow-motion.md',
      'title: Bash in slow motion\ndate: 2023-06-15',
      '/articles/2023/06/bash-in-slow-motion',
    ],
    [
      'hugo@tutorials:/training/:slug/',
      'tutorials/git-for-beginners.md',
      'title: Git for Beginners\ndate: 2023-06-15',
      '/training/git-for-beginners',
    ],
    ['hugo:default', 'posts/post-1.md', 'title: x\ndate: 2023-06-15', '/posts/post-1'],
    ['hugo', 'posts/post-1.md', 'slug: my-first-post\ndate: 2023-06-15', '/posts/my-first-post'],
    ['hugo', 'posts/My Post/index.md', 'date: 2023-06-15', '/posts/my-post'],
    ['hugo', 'posts/bonjour.fr.md', 'date: 2023-06-15', '/fr/posts/bonjour'],
    ['/:section/:filename/', 'posts/Post.md', 'date: 2023-06-15', '/posts/post'],
    ['/:sections/:contentbasename/', 'docs/a/b/page.md', 'date: 2023-06-15', '/docs/a/b/page'],
    [
      '/:sections[1:]/:title/',
      'docs/a/b/page.md',
      'title: "It’s C++, v1.0!"\ndate: 2023-06-15',
      '/a/b/its-c++-v1.0',
    ],
    ['/:sections[last]/:slugorfilename/', 'docs/a/b/page.md', 'date: 2023-06-15', '/b/page'],
    ['/:year/:month/:slugorfilename/', 'posts/a.md', 'date: 2023-06-15', '/2023/06/a'],
    [
      '/:monthname/:weekdayname/:weekday/:yearday/:title/',
      'a.md',
      'title: T\ndate: 2019-11-09',
      '/November/Saturday/6/313/t',
    ],
    ['hugo', 'posts/a.md', 'url: /blog/elsewhere.html\ndate: 2023-06-15', '/blog/elsewhere.html'],
    ['hugo', 'about.md', 'title: About', '/about'],
    // Aliases without a slash in front lie beside the page.
    ['hugo', 'posts/a.md', 'aliases: [older]\ndate: 2023-06-15', '/posts/older'],
    ['hugo', 'posts/a.md', 'url: /x/y/\naliases: older/one\ndate: 2023-06-15', '/x/older/one'],
  ],
  // https://wordpress.org/documentation/article/customize-permalinks/
  WordPress: [
    ['/%year%/%monthnum%/%day%/%postname%/', 'sample-post.md', 'date: 2012-12-30', '/2012/12/30/sample-post'],
    ['/%year%/%monthnum%/%postname%/', '2012-12-30-sample-post.md', 'title: x', '/2012/12/sample-post'],
    ['/archives/%post_id%', 'a.md', 'wordpress_id: 123\ndate: 2012-12-30', '/archives/123'],
    ['/index.php/%year%/%monthnum%/%day%/%postname%/', 'a.md', 'date: 2012-12-30', '/index.php/2012/12/30/a'],
    ['/%category%/%postname%/', 'a.md', 'category: My News\ndate: 2012-12-30', '/my-news/a'],
    ['/%author%/%postname%', 'a.md', 'author: Jane Doe\ndate: 2012-12-30', '/jane-doe/a'],
    ['/%postname%/', 'a.md', 'slug: "%e4%bd%a0%e5%a5%bd"\ndate: 2012-12-30', '/你好'],
    ['wordpress:plain', 'a.md', 'post_id: 12\ndate: 2012-12-30', '/?p=12'],
    ['/blog/?p=%post_id%', 'a.md', 'id: 12\ndate: 2012-12-30', '/blog?p=12'],
  ],
  // https://docs.getpelican.com/en/latest/settings.html#url-settings
  Pelican: [
    ['pelican', 'a.md', 'title: My super post\ndate: 2010-12-03', '/my-super-post.html'],
    [
      'posts/{date:%Y}/{date:%b}/{date:%d}/{slug}/',
      'a.md',
      'slug: super\ndate: 2011-08-07',
      '/posts/2011/Aug/07/super',
    ],
    ['pelican', 'a.md', "title: 'C++: what’s new in v1.2?'\ndate: 2010-12-03", '/c-whats-new-in-v12.html'],
    ['{category}/{slug}.html', 'cat/a.md', 'slug: x\ndate: 2011-08-07', '/cat/x.html'],
  ],
  // https://www.11ty.dev/docs/permalinks/, https://www.11ty.dev/docs/data-eleventy-supplied/
  Eleventy: [
    ['eleventy', 'posts/2018-01-01-post.md', 'title: x', '/posts/post'],
    ['eleventy', 'posts/fourth/fourth.md', 'date: 2018-01-01', '/posts/fourth'],
    // Without a pattern the date of a name stays, and so do all characters.
    ['eleventy', 'posts/2018-01-01-post.md', 'title: x', '/posts/2018-01-01-post'],
    ['eleventy', 'posts/2018-01-01-folder/index.md', 'title: x', '/posts/2018-01-01-folder'],
    ['eleventy', 'posts/plus+hash 🎉.md', 'date: 2018-01-01', '/posts/plus+hash 🎉'],
    ['/b/{{page.fileSlug}}/', 'it’s & so.md', 'date: 2018-01-01', '/b/it’s & so'],
    ['/blog/{{page.fileSlug}}/', 'posts/2018-01-01-post.md', 'title: x', '/blog/post'],
    [
      'eleventy',
      'a.md',
      'permalink: "/new/{{ title | slugify }}/"\ntitle: My Title\ndate: 2018-01-01',
      '/new/my-title',
    ],
  ],
  // https://docs.astro.build/en/guides/content-collections/
  Astro: [
    ['/blog/[slug]/', 'blog/post-1.md', 'date: 2024-01-01', '/blog/post-1'],
    ['/posts/[...slug]', 'a/b.md', 'date: 2024-01-01', '/posts/a/b'],
    // github-slugger leaves punctuation out.
    ['astro', 'dots.v1.2.md', 'date: 2024-01-01', '/blog/dotsv12'],
    ['astro', 'Folder Name/plus+hash.md', 'date: 2024-01-01', '/blog/folder-name/plushash'],
    ['astro', 'post.fr.md', 'date: 2024-01-01', '/blog/postfr'],
    ['astro', 'blog/x.md', 'slug: my/own\ndate: 2024-01-01', '/blog/my/own'],
  ],
  // https://ghost.org/docs/themes/routing/
  Ghost: [
    ['ghost', 'welcome.md', 'date: 2024-01-01', '/welcome'],
    ['/blog/{year}/{month}/{slug}/', 'a.md', 'date: 2024-01-01', '/blog/2024/01/a'],
    ['/{primary_tag}/{slug}/', 'a.md', 'tags: [Getting Started, x]\ndate: 2024-01-01', '/getting-started/a'],
  ],
  // https://www.getzola.org/documentation/content/page/
  Zola: [
    ['zola', 'blog/2018-10-10-my-article.md', 'title: x', '/blog/my-article'],
    ['zola', 'posts/a/index.md', 'slug: other\ndate: 2018-10-10', '/posts/other'],
    ['zola', 'a.md', 'path: hey/hello\ndate: 2018-10-10', '/hey/hello'],
  ],
};

describe.each(Object.entries(examples))('the documented addresses of %s', (_, rows) => {
  it.each(rows)('%s gives %s with "%s" the address %s', (pattern, path, matter, address) => {
    expect(oldAddresses(pattern, path, matter)).toContain(address);
  });
});

describe('the day in an old address', () => {
  const late = 'date: 2021-01-01T02:00:00+09:00\ntitle: x';

  it('is that of TIMEZONE for Jekyll, Hexo and WordPress', () => {
    for (const pattern of ['jekyll:/:year/:title', 'hexo::year/:title', '/%year%/%postname%/'])
      expect(oldAddresses(pattern, 'a.md', late)).toContain('/2020/a');
    expect(oldAddresses('jekyll:/:year/:title', 'a.md', late, 'Asia/Tokyo')).toContain('/2021/a');
  });

  it('is that of the machine that built the site, or of a zone applied twice, for Hexo', () => {
    const shanghai = (date: string): string[] =>
      oldAddresses('hexo::year/:month/:day/:title/', 'a.md', `date: ${date}`, 'Asia/Shanghai');
    // Hexo 8.1.2 gave the first two, with TZ=Asia/Shanghai and TZ=UTC.
    expect(shanghai('2019-01-02 03:04:05')).toEqual(['/2019/01/02/a', '/2019/01/01/a', '/a']);
    expect(shanghai('2019-01-02 13:04:05')).toEqual(['/2019/01/02/a', '/a']);
    expect(shanghai('2019-08-03T23:59:59Z')).toEqual(['/2019/08/04/a', '/2019/08/03/a', '/a']);
    expect(shanghai('2019-08-02T22:00:00-05:00')).toContain('/2019/08/02/a');
  });

  it('is that of UTC for Jekyll, if the date has seconds and no zone', () => {
    const shanghai = (date: string): string[] =>
      oldAddresses(
        'jekyll:/:year/:month/:day/:title/',
        '_posts/2019-01-01-a.md',
        `date: ${date}`,
        'Asia/Shanghai',
      );
    // Jekyll 4.3.1 gave the last one.
    expect(shanghai('2019-01-02 20:04:05')).toEqual(['/2019/01/02/a', '/2019/01/03/a']);
    expect(shanghai('2019-01-02 20:04')).toEqual(['/2019/01/02/a']);
    expect(shanghai('2019-01-02 20:04:05 +0800')).toEqual(['/2019/01/02/a']);
  });

  it('is that of the zone in the date for Hugo and Pelican', () => {
    expect(oldAddresses('hugo:/:year/:filename', 'a.md', late)).toContain('/2021/a');
    expect(oldAddresses('{date:%Y}/{slug}', 'x.md', late)).toContain('/2021/x');
    expect(oldAddresses('hugo:/:year/:filename', 'a.md', 'date: 2021-01-01 02:00', 'Asia/Tokyo')).toContain(
      '/2021/a',
    );
  });
});

it('leaves out what the site answers itself, the address of the article, and patterns that lack something', () => {
  expect(oldAddresses('hugo:/:filename.xml', 'rss.md', 'date: 2021-01-01')).toEqual([]);
  expect(oldAddresses('/articles/:filename/', 'a.md', 'date: 2021-01-01')).toEqual([]);
  expect(oldAddresses('/archives/%post_id%', 'a.md', 'date: 2021-01-01')).toEqual([]);
  expect(oldAddresses('hugo@notes:/n/:slug/', 'posts/a.md', 'date: 2021-01-01')).toEqual([]);
});

it('bounds the addresses of an article', () => {
  const categories = Array.from({ length: 50 }, (_, i) => `c${i}`).join(', ');
  const patterns = Array.from({ length: 8 }, (_, i) => `/${i}/%category%/%author%/%postname%/`).join(' ');
  const matter = `date: 2021-01-01\ncategories: [${categories}]\nauthors: [a, b, c]`;
  expect(oldAddresses(patterns, 'a.md', matter)).toHaveLength(16);
  expect(oldAddresses('hugo:/:filename/', `${'页'.repeat(300)}.md`, 'slug: a\ndate: 2021-01-01')).toEqual([]);
});
