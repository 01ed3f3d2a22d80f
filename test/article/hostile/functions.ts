/** Functions besides the parser that strangers give texts to, or that go through whole articles. */

import { kindOf } from '../../../src/article/body/kind.ts';
import { plainText } from '../../../src/article/body/body.ts';
import { undated } from '../../../src/article/dated-name.ts';
import { languageOfName } from '../../../src/article/language-name.ts';
import { isFileName, placeOfUrl, placesOf } from '../../../src/article/named-files.ts';
import { belongsToDocuments } from '../../../src/article/own-addresses.ts';
import { tidyText } from '../../../src/article/text.ts';
import { paragraphsOf, readCaptions } from '../../../src/asset/captions.ts';
import { readChapters } from '../../../src/asset/chapters.ts';
import { isAssetPath } from '../../../src/asset/types.ts';
import { parseShow } from '../../../src/show/parse.ts';
import { textOf } from '../../../src/catalog/tables/search-text.ts';
import { matchOf, wordsApart } from '../../../src/catalog/tables/search-words.ts';
import { withFacts } from '../../../src/feed/with-facts.ts';
import { decodeCursor } from '../../../src/site/cursor.ts';
import { excerptOf } from '../../../src/site/excerpt.ts';
import { leadOf } from '../../../src/site/lead.ts';
import { matchesIn } from '../../../src/site/matches.ts';
import { nearestWords, otherBeginnings } from '../../../src/site/misspellings.ts';
import { shorten } from '../../../src/site/shorten.ts';
import { queryOf, searchable } from '../../../src/site/query.ts';
import { foldAddress, foldName } from '../../../src/article/fold.ts';
import { parametersIn } from '../../../src/article/query-address.ts';
import { formerFeeds } from '../../../src/redirects/former-feeds.ts';
import { readBackupRow } from '../../../src/publish/backup/rows.ts';
import { RedirectMatcher } from '../../../src/redirects/matcher.ts';
import { parseRedirects } from '../../../src/redirects/parse.ts';
import { segmentsOf } from '../../../src/redirects/pattern.ts';
import { article, site as sampleSite } from '../../feed/sample.ts';
import { articleMarkdown } from '../../../src/markdown/article.ts';
import { typeset } from '../../../src/typeset/typeset.ts';
import { count, fill } from './source.ts';

const set = (html: string) => typeset({ title: 'T', html }, 'https://feeds.example/articles/a');
const markdown = (html: string) => articleMarkdown(sampleSite, article({ html }));
const inCode = (language: string, text: string): string =>
  `<pre><code class="language-${language}">${text}</code></pre>`;

const site = 'https://feeds.example';
const files = `${site}/files/`;

/** A body, the pictures of which may have a size. */
const sized = (html: string) =>
  withFacts(site, article({ html: `"${site}/"${html}` }), (address) =>
    address.endsWith('.png') ? { type: 'image/png', bytes: 1, width: 2, height: 3 } : undefined,
  );
const asked = (pathname: string) => ({ pathname, search: '', parameters: [] });
const rule = (from: string, path: string) =>
  new RedirectMatcher([{ line: 1, from, to: '/x/:splat', status: 301 }]).locate(asked(path), site);
const patterns = new RedirectMatcher(
  Array.from({ length: 100 }, (_, i) => ({ line: i + 1, from: `/a/*/:x/b${i}`, to: '/:splat', status: 301 })),
);

const said = (text: string) => paragraphsOf(readCaptions(`WEBVTT\n\n${text}`, 'vtt').cues);

const lead = (html: string) => leadOf({ title: html, summary: html, html });

const backupLine = (text: string) => readBackupRow('articles', Buffer.from(text));

export interface HostileCall {
  name: string;
  call: (size: number) => unknown;
}

const show = (source: string) =>
  parseShow({ path: '_show.md', source: `---\ncover: a.png\n${source}` }, { siteUrl: site, timezone: 'UTC' });

export const calls: readonly HostileCall[] = [
  { name: 'a line of a backup of open lists', call: (n) => backupLine(fill('[', n)) },
  { name: 'a line of a backup of quotes', call: (n) => backupLine(`"${fill('\\\\"', n)}`) },
  {
    name: 'a line of a backup of members',
    call: (n) => backupLine(`{${count((i) => `"m${i}":"",`, n)}"a":1}`),
  },
  { name: 'a query of blanks', call: (n) => queryOf(' '.repeat(n)) },
  { name: 'a query of words', call: (n) => queryOf(count((i) => `w${i} `, n)) },
  { name: 'a text of marks to be searched', call: (n) => searchable(`a${fill('\u0301\u0327', n)}`) },
  { name: 'words in Chinese', call: (n) => wordsApart(fill('知乎', n)) },
  { name: 'words in Chinese, one by one', call: (n) => wordsApart(fill('知a', n)) },
  { name: 'an expression of quotes', call: (n) => matchOf([fill('"a', n)]) },
  { name: 'an expression of Chinese', call: (n) => matchOf([fill('知a', n)]) },
  { name: 'captions of cues', call: (n) => said(fill('00:01.000 --> 00:02.000\n<v A>b\n\n', n)) },
  { name: 'captions of open tags', call: (n) => said(`00:01.000 --> 00:02.000\n${fill('<v ', n)}`) },
  { name: 'captions of blanks', call: (n) => said(`00:01.000 --> 00:02.000\n<v${' '.repeat(n)}`) },
  { name: 'captions of times', call: (n) => said(fill('00:01.000 -->', n)) },
  { name: 'captions of digits and arrows', call: (n) => said(fill('1 ->\n', n)) },
  { name: 'captions of references', call: (n) => said(`00:01.000 --> 00:02.000\n${fill('&amp;', n)}`) },
  { name: 'captions of empty lines', call: (n) => said('\n'.repeat(n)) },
  { name: 'subtitles of numbers', call: (n) => readCaptions(fill('1\n', n), 'srt') },
  {
    name: 'a file of chapters',
    call: (n) => readChapters(`{"chapters":[${count((i) => `{"startTime":${i},"title":"a"},`, n)}{}]}`),
  },
  { name: 'a file of open lists', call: (n) => readChapters(fill('[', n)) },
  { name: 'a file of broken chapters', call: (n) => readChapters(`{"chapters":[${fill('{},', n)}`) },
  { name: 'a page of headings', call: (n) => set(fill('<h2>same</h2>', n)) },
  { name: 'a page of headings that step down', call: (n) => set(fill('<h1>a</h1><h3>a</h3><h6>a</h6>', n)) },
  { name: 'a page of code', call: (n) => set(fill(inCode('js', 'a(`${'), n)) },
  { name: 'a page of code in one block', call: (n) => set(inCode('cpp', fill('(\n', n))) },
  {
    name: 'a page of tables',
    call: (n) => set(fill('<table><tbody><tr><td align="left">a</td></tr></tbody></table>', n)),
  },
  { name: 'a page of captions', call: (n) => set(fill('<p><img src="a" title="b"></p>', n)) },
  { name: 'a page of notes', call: (n) => set(fill('<hr><section class="footnotes"></section>', n)) },
  { name: 'a page of formulas', call: (n) => set(`<p>${fill('$x_1$ ', n)}</p>`) },
  { name: 'a page of dollars', call: (n) => set(`<p>${fill('$', n)}</p>`) },
  { name: 'a page of dollars and letters', call: (n) => set(`<p>\\(x_1\\) ${fill('$a ', n)}</p>`) },
  { name: 'a page of backslashes', call: (n) => set(`<p>${fill('\\(', n)}</p>`) },
  { name: 'a page of open environments', call: (n) => set(`<p>${fill('\\begin{align}', n)}</p>`) },
  { name: 'Markdown of bars', call: (n) => markdown(`<p>${fill('|', n)}</p>`) },
  { name: 'Markdown of bars in a long body', call: (n) => markdown(`<p>${fill('|', 10 * n)}</p>`) },
  {
    name: 'Markdown of bars in a cell',
    call: (n) => markdown(`<table><tr><th>a</th></tr><tr><td>${fill('\\\\|', n)}</td></tr></table>`),
  },
  { name: 'Markdown of marks', call: (n) => markdown(`<p>${fill('*_[`<&|$:^~', n)}</p>`) },
  { name: 'Markdown of names of emoji', call: (n) => markdown(`<p>${fill(':a', n)}</p>`) },
  { name: 'Markdown of addresses', call: (n) => markdown(`<p>${fill('https://www.', n)}</p>`) },
  { name: 'Markdown of emphasis in a row', call: (n) => markdown(`<p>${fill('<em>a</em>', n)}</p>`) },
  {
    name: 'Markdown of emphasis and strong text in a row',
    call: (n) => markdown(`<p>${fill('<em>a</em><strong>b</strong>', n)}</p>`),
  },
  { name: 'Markdown of code in a row', call: (n) => markdown(`<p>${fill('<code>a</code>', n)}</p>`) },
  {
    name: 'Markdown of code with backticks',
    call: (n) => markdown(`<p><code>${fill('`a``', n)}</code></p>`),
  },
  { name: 'Markdown of breaks in emphasis', call: (n) => markdown(`<p><em>${fill('<br>', n)}a</em></p>`) },
  {
    name: 'Markdown of spaces around emphasis',
    call: (n) => markdown(`<p>${fill('<em> <s> a </s> </em> ', n)}</p>`),
  },
  { name: 'Markdown of items', call: (n) => markdown(`<ul>${fill('<li><p>a</p></li>', n)}</ul>`) },
  { name: 'Markdown of lists', call: (n) => markdown(fill('<ul><li>a</li></ul>', n)) },
  { name: 'Markdown of open quotes', call: (n) => markdown(fill('<blockquote>', n)) },
  {
    name: 'Markdown of deep emphasis',
    call: (n) => markdown(fill(`${'<em><s>'.repeat(9)}a${'</s></em>'.repeat(9)}`, n)),
  },
  { name: 'Markdown of cells', call: (n) => markdown(`<table><tr>${fill('<th>a</th>', n)}</tr></table>`) },
  {
    name: 'Markdown of rows',
    call: (n) => markdown(`<table><tr><th>a</th></tr>${fill('<tr><td>a</td></tr>', n)}</table>`),
  },
  { name: 'Markdown of blank lines in HTML', call: (n) => markdown(`<pre><b></b>${fill('\n ', n)}</pre>`) },
  {
    name: 'Markdown of formulas',
    call: (n) => markdown(`<p>${fill('<math data-tex="x_1"></math>$', n)}</p>`),
  },
  { name: 'the text of open tags', call: (n) => textOf(fill('<a', n)) },
  { name: 'the text of open quotes', call: (n) => textOf(fill('<a "', n)) },
  { name: 'the text of references', call: (n) => textOf(fill('&amp', n)) },
  { name: 'the text of marks', call: (n) => textOf(`a${fill('\u0301\u0327', n)}`) },
  {
    name: 'an excerpt of a word that is there last',
    call: (n) => excerptOf(`${fill('ab', n)}c`, ['abc', 'd']),
  },
  { name: 'an excerpt of blanks', call: (n) => excerptOf(`a ${' '.repeat(n)}b`, ['b']) },
  { name: 'an excerpt of a word within words', call: (n) => excerptOf(fill('ab', n), ['b', 'ab', '知b']) },
  { name: 'an excerpt of many matches', call: (n) => excerptOf(fill('a b 知 ', n), ['a', 'b', '知']) },
  { name: 'an excerpt after marks', call: (n) => excerptOf(`${fill('\u0301', n)} b`, ['b']) },
  { name: 'matches in ligatures', call: (n) => matchesIn(fill('ﬁ…½', n), ['fi', '1', '.']) },
  { name: 'matches in accents', call: (n) => matchesIn(fill('e\u0301', n), ['e', 'ee']) },
  { name: 'matches in Cyrillic', call: (n) => matchesIn(fill('й ё', n), ['и', 'е']) },
  { name: 'a misspelled word', call: (n) => nearestWords(fill('ab', n), [{ term: 'abc', doc: 1 }]) },
  { name: 'other beginnings of a long word', call: (n) => otherBeginnings(fill('ab', n)) },
  { name: 'a cursor of digits', call: (n) => decodeCursor(`${fill('1', n)}-1-a`) },
  { name: 'a cursor of letters', call: (n) => decodeCursor(`1-1-${fill('a', n)}`) },
  { name: 'a summary of blanks', call: (n) => shorten(`a${' '.repeat(n)}`, n) },
  { name: 'a summary of words', call: (n) => shorten(fill('a ', n), n / 2) },
  { name: 'a summary of marks', call: (n) => shorten(`a${fill('\u0301\u0327', n)}`, 9) },
  { name: 'a lead of open tags', call: (n) => lead(fill('<a', n)) },
  { name: 'a lead of open blocks', call: (n) => lead(fill('<p><ul>', n)) },
  { name: 'a lead of line breaks and colons', call: (n) => lead(`<pre>${fill('\n :::', n)}`) },
  { name: 'a lead of open braces', call: (n) => lead(fill('{{<{%', n)) },
  { name: 'a title of marks', call: (n) => tidyText(`a${fill('\u0301\u0327', n)}`) },
  { name: 'a title of open tags', call: (n) => plainText(fill('<a ', n)) },
  { name: 'a date with hyphens after it', call: (n) => undated(`2021-12-01${fill('-', n)}`) },
  { name: 'a date with blanks after it', call: (n) => undated(`2021年12月1日${fill(' \n', n)}`) },
  { name: 'a file name of languages', call: (n) => languageOfName(`${fill('.en', n)}.md`) },
  { name: 'a path of languages', call: (n) => languageOfName(`${fill('en/', n)}.md`) },
  {
    name: 'a body of pictures whose files are known',
    call: (n) => sized(count((i) => `<img src="${files}${i % 9}.png">`, n)),
  },
  {
    name: 'a body of pictures whose files are not known',
    call: (n) => sized(count((i) => `<img src="${files}b/${i}">`, n)),
  },
  {
    name: 'a picture of many sources',
    call: (n) => sized(`<img srcset="${count((i) => `${files}${i} 2x, `, n)}">`),
  },
  { name: 'a body of tags without attributes', call: (n) => sized(fill('<a', n)) },
  { name: 'an attribute without an end', call: (n) => sized(`<img ${fill('a=', n)}>`) },
  { name: 'the place of steps back', call: (n) => placesOf('a/b.md', fill('a/../', n)) },
  {
    name: 'the place of an address of percent signs',
    call: (n) => placeOfUrl(site, `${files}${fill('%25', n)}`),
  },
  { name: 'the name of a file of dots', call: (n) => isFileName(fill('.', n)) },
  { name: 'the path of a file of endings', call: (n) => isAssetPath(fill('.a', n)) },
  { name: 'the path of a file of folders', call: (n) => isAssetPath(`${fill('a/', n)}a.png`) },
  { name: 'the address of a static file', call: (n) => belongsToDocuments(fill('/tags', n)) },
  { name: 'a folded name of marks', call: (n) => foldName(`a${fill('\u0301\u0327', n)}`) },
  { name: 'a folded name of separators', call: (n) => foldName(fill('- ', n)) },
  { name: 'a folded address', call: (n) => foldAddress(fill('/A', n)) },
  { name: 'parameters', call: (n) => parametersIn(`?${fill('a=b&', n)}`) },
  { name: 'redirects of comments', call: (n) => parseRedirects(fill('# a\n', n), site) },
  {
    name: 'redirects of words',
    call: (n) =>
      parseRedirects(
        count((i) => `/a${i} /b${i}\n`, n),
        site,
      ),
  },
  {
    name: 'redirects of patterns',
    call: (n) =>
      parseRedirects(
        count((i) => `/a${i}/* /b${i}\n`, n),
        site,
      ),
  },
  { name: 'a line of words', call: (n) => parseRedirects(fill('a ', n), site) },
  { name: 'a line of stars', call: (n) => parseRedirects(`/${fill('*', n)} /x`, site) },
  { name: 'a pattern and a path of slashes', call: (n) => rule('/a/*/b', `/a${fill('/', n)}b`) },
  { name: 'a pattern and a path of parts', call: (n) => rule('/a*a/b*b', `/a${fill('a/b', n)}b`) },
  { name: 'many patterns and a long path', call: (n) => patterns.locate(asked(fill('/a', n)), site) },
  { name: 'a feed elsewhere', call: (n) => formerFeeds(segmentsOf(`/category${fill('/feed', n)}`) ?? []) },
  {
    name: 'a show of unknown categories',
    call: (n) => show(`itunes-category: [${count((i) => `${'c'.repeat(30)}${i}, `, n)}]\n---\n`),
  },
  {
    name: 'a show of people',
    call: (n) => show(`persons: [${count((i) => `${'a'.repeat(30)}${i}, `, n)}]\n---\n`),
  },
  { name: 'a show of open tags', call: (n) => show(`owner: ${fill('<a@', n)}\n---\n`) },
  { name: 'a show of paragraphs', call: (n) => show(`---\n${fill('a \n\n', n)}`) },
  { name: 'a show of blanks', call: (n) => show(`---\n<pre>${fill(' \n', n)}`) },
  { name: 'comments before a tag', call: (n) => kindOf(`${fill('<!---->', n)}<p>`, 'a.md') },
];
