/** Bodies of HTML that were written to take long; Markdown may hold each of them. */

import { count, fill, type Sources } from './source.ts';

/** Nesting, the adoption agency, foster parenting, scopes (https://html.spec.whatwg.org/#parsing). */
const elements: Sources = {
  'nested div': (n) => fill('<div>', n),
  'nested b': (n) => fill('<b>', n),
  'nested span, and end tags of nothing': (n) => fill('<span>', n / 2) + fill('</x>', n / 2),
  'nested span, and paragraphs': (n) => fill('<span>', n / 2) + fill('<p>', n / 2),
  'nested tables': (n) => fill('<table><tr><td>', n),
  'nested lists': (n) => fill('<ul><li>', n),
  'nested SVG': (n) => fill('<svg>', n),
  'nested titles in SVG': (n) => fill('<svg><title>', n),
  'groups in SVG, and end tags of nothing': (n) => `<svg>${fill('<g>', n / 2)}${fill('</x>', n / 2)}`,
  'nested annotations': (n) => fill('<math><annotation encoding="application/x-tex">', n),
  'nested noscript': (n) => fill('<noscript>', n),
  'nested object': (n) => fill('<object>x', n),
  'nested video': (n) => fill('<video>', n),
  'nested ruby': (n) => fill('<ruby><rt>', n),
  'nested select': (n) => fill('<select><option>', n),
  'nested template': (n) => fill('<template>', n),
  'links and paragraphs': (n) => fill('<a><p>', n),
  'links and blocks': (n) => fill('<a href="x"><div>', n),
  'elements of formatting that differ': (n) => count((i) => `<b id=${i}>`, n),
  'formatting that multiplies': (n) => count((i) => `<b id=${i}>`, n / 2) + fill('<p>x', n / 2),
  'a long attribute that multiplies': (n) => `<i title="${fill('x', n / 2)}">${fill('<p>x', n / 2)}`,
  'adoption agency': (n) => fill('<b><i><a><div></b></i></a>', n),
  'one adoption of many': (n) => `<b><p>${fill('x<i></i>', n)}</b>`,
  'foster parenting': (n) => `<table>${fill('a<b>', n)}`,
  'rules in a table': (n) => `<table>${fill('<hr>', n)}`,
  'end tags': (n) => fill('</b></i></a></div>', n),
  'roots with attributes': (n) => count((i) => `<html a${i}>`, n),
  'columns without a table': (n) => fill('<col><caption>', n),
};

const attributes: Sources = {
  attributes: (n) => `<a ${count((i) => `a${i}=1 `, n)}>`,
  'attributes in quotes': (n) => `<div ${count((i) => `a${i}="x" `, n)}></div>`,
  'blanks in a tag': (n) => `<div${' '.repeat(n)}x`,
  'a name of dashes': (n) => `<p>\n\ntext\n<${fill('a-', n)}`,
  'a srcset': (n) => `<img srcset="${fill('a,b ', n)}">`,
  'a srcset of short addresses': (n) => `<img srcset="${fill('# ,', n)}">`,
  'commas in a srcset': (n) => `<img srcset="${fill(',', n)}">`,
  'commas behind an address': (n) => `<img srcset="a${','.repeat(n)}b">`,
  'sources of a picture': (n) => fill('<picture><source srcset="a,b c,d">', n),
  'a width of digits': (n) => `<img src=a width="${fill('1', n)}x">`,
  'classes that are no language': (n) => `<code class="${fill('lang- ', n)}">x</code>`,
  'an address of slashes': (n) => `<video src="http://x/${fill('/', n)}y"></video>`,
  'a path of steps back': (n) => `<a href="${fill('a/../', n)}">x</a>`,
  'a player of songs': (n) =>
    `<iframe src="https://music.163.com/outchain/player?${fill('type=2&', n)}"></iframe>`,
  'a player of videos': (n) => `<iframe src="https://player.bilibili.com/${fill('?bvid=', n)}"></iframe>`,
  images: (n) => fill('<img src=a>', n),
};

const text: Sources = {
  comments: (n) => fill('<!-- a -->', n),
  'open comments': (n) => fill('<!--', n),
  'a comment of blanks': (n) => `<!--${' '.repeat(n)}x-->`,
  'open instructions': (n) => `x ${fill('<?', n)}`,
  'open declarations': (n) => `x ${fill('<!A', n)}`,
  'open sections of CDATA': (n) => `x ${fill('<![CDATA[', n)}`,
  'less-than signs': (n) => fill('<', n),
  'tags without an end': (n) => fill('<b ', n),
  'quotes without an end': (n) => fill('<a b="', n),
  references: (n) => fill('&#x', n),
  'references without a semicolon': (n) => fill('&amp', n),
  'white space': (n) => fill(' \n', n),
  'white space in a paragraph': (n) => `<p>${fill(' \n', n)}</p>`,
  lines: (n) => `<div>${fill('a\n', n)}`,
  'carriage returns': (n) => `<p>${fill('a\r', n)}</p>`,
  'combining marks out of order': (n) => `<h1>a${fill('\u0301\u0327', n)}</h1>`,
};

const templates: Sources = {
  'highlight and blanks': (n) => `{% highlight${' '.repeat(n)}\n{% endhighlight %}`,
  'highlight of Hugo and blanks': (n) => `{{< highlight${' '.repeat(n)}\n{{< /highlight >}}`,
  'code blocks in a line': (n) => `${fill('{% codeblock ', n)}\n{% endcodeblock %}`,
  'blank lines in a code block': (n) => `{% highlight js %}\n${'\n'.repeat(n)}{% endhighlight %}`,
  'lines in a code block': (n) => `{% highlight js %}\n${fill('a\n', n)}{% endhighlight %}`,
  'code blocks': (n) => fill('{% highlight a %}\nb\n{% endhighlight %}\n', n),
  'open code blocks': (n) => fill('{% highlight a %}\n', n),
  'end tags of code blocks': (n) => fill('{% endhighlight %}\n', n),
  'tags that never end': (n) => fill('{%', n),
  'blanks in a tag of a template': (n) => `{%${' '.repeat(n)}`,
  'items of a list that are no fence': (n) => `{% x %}\n${fill('-   ', n)}`,
};

export const markup: Sources = { ...elements, ...attributes, ...text, ...templates };
