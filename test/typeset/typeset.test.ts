import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';
import { limits } from '../../src/limits.ts';
import { typeset } from '../../src/typeset/typeset.ts';

const pageUrl = 'https://feeds.example/articles/a';

/** A body of Markdown, set for its page. */
function set(markdown: string, title = 'Title', path = 'a.md') {
  const source = `---\ntitle: ${JSON.stringify(title)}\n---\n${markdown}\n`;
  const parsed = parseArticle({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
  if (parsed.status !== 'article') throw new Error(JSON.stringify(parsed));
  return typeset(parsed.article, pageUrl)!;
}

const htmlOf = (markdown: string, title?: string): string => set(markdown, title).html;

describe('headings', () => {
  it('begin below the title of the page and leave no level out', () => {
    const levels = (markdown: string) =>
      Array.from(
        htmlOf(markdown).matchAll(/<h([1-6])[^>]*><a[^>]*>(\w+)/g),
        ([, level, text]) => text! + level!,
      );
    expect(levels('# a\n\n## b\n\n#### c\n\n# d')).toEqual(['a2', 'b3', 'c4', 'd2']);
    expect(levels('### a\n\n## b\n\n### c')).toEqual(['a2', 'b2', 'c3']);
  });

  it.each([
    ['# Use `npm` now\n\nText', 'Use `npm` now'],
    ['<div><h2>TITLE</h2></div>\n\nText', 'Title'],
  ])('are left out at the beginning if they say what the title says: %s', (markdown, title) => {
    expect(htmlOf(markdown, title)).not.toMatch(/<h\d/);
    expect(htmlOf(`Text\n\n${markdown}`, title)).toMatch(/<h\d/);
    expect(htmlOf(markdown, 'Another')).toMatch(/<h\d/);
  });

  it('link to themselves by ids that no two have, and that are no names of the page', () => {
    const html = htmlOf('## Same {#own}\n\n## Same\n\n## Same\n\n## 知 乎!\n\n## !\n\n## main');
    expect(
      Array.from(html.matchAll(/<h2 id="([^"]*)"><a class="anchor" href="#([^"]*)"/g), ([, id, to]) => [
        id,
        to,
      ]),
    ).toEqual(
      ['own', 'same', 'same-1', '知-乎', 'section', 'main'].map((id) => Array(2).fill(`user-content-${id}`)),
    );
  });

  it('with a link of their own have one beside it', () => {
    expect(htmlOf('## See [this](https://a.example) <now')).toBe(
      '<h2 id="user-content-see-this-now">See <a href="https://a.example/">this</a> &lt;now<a class="anchor" href="#user-content-see-this-now" aria-label="See this &lt;now">#</a></h2>',
    );
  });

  it('are the contents of a long article alone', () => {
    const words = 'word '.repeat(300);
    const long = `## A\n\n${words}\n\n### B \`c\`\n\n${words}\n\n#### C\n\n## D\n\n${words}`;
    expect(set(long)).toMatchObject({
      readingTime: 4,
      contents: [
        { level: 2, id: 'user-content-a', text: 'A' },
        { level: 3, id: 'user-content-b-c', text: 'B c' },
        { level: 2, id: 'user-content-d', text: 'D' },
      ],
    });
    expect(set('## A\n\n## B\n\n## C')).not.toHaveProperty('contents');
    expect(set(words.repeat(5))).not.toHaveProperty('contents');
  });
});

describe('code', () => {
  const block = (language: string, code: string) => htmlOf(`\`\`\`${language}\n${code}\n\`\`\``);

  it('has the name of its language, and its tokens in their kinds', () => {
    expect(block('ts', "const a = 'x'; // <b>")).toBe(
      '<div class="code"><p class="language">TypeScript</p><pre><code class="language-ts"><span class="keyword">const </span><span class="name">a </span>= <span class="string">\'x\'</span>; <span class="comment">// &lt;b&gt;\n</span></code></pre></div>',
    );
  });

  it.each([
    'c',
    'php',
    'html',
    'css',
    'bash',
    'yaml',
    'diff',
    'python',
    'sql',
    'rust',
    'go',
    'json',
    'toml',
    'ruby',
  ])('in %s keeps every character, whatever it is', (language) => {
    const code =
      'a <script>alert(1)</script> "x\\" \'y & $z {{ `\n\n\t/* <!-- # -- <?php // \u{1F600} */ }} 知\n\n';
    const html = htmlOf(`<pre><code class="language-${language}">${escape(code)}</code></pre>`);
    const text = html.slice(html.indexOf('<code')).replace(/<[^>]*>/g, '');
    expect(unescape(text)).toBe(code);
    expect(html).not.toContain('<script');
  });

  it('in an unknown language has its name, and plain text has none', () => {
    expect(block('brainf', '+ <')).toBe(
      '<div class="code"><p class="language">brainf</p><pre><code class="language-brainf">+ &lt;\n</code></pre></div>',
    );
    expect(block('text', 'a')).toBe(
      '<div class="code"><pre><code class="language-text">a\n</code></pre></div>',
    );
  });

  it('that is too long is not coloured: a block, a line, and what comes late in an article', () => {
    const line = 'let a = 1;\n';
    const blockOf = (length: number) => line.repeat(Math.floor((length - 1) / line.length));
    expect(block('js', blockOf(limits.highlightedCode))).toContain('class="keyword"');
    expect(block('js', blockOf(limits.highlightedCode + 2 * line.length))).not.toContain('class="keyword"');
    expect(block('js', `let a = "${'x'.repeat(limits.highlightedLine)}"`)).not.toContain('class="keyword"');
    const many = `\`\`\`js\n${blockOf(9_000)}\`\`\`\n\n`.repeat(7);
    expect(
      Array.from(htmlOf(many).matchAll(/<pre>.*?<\/pre>/gs), ([pre]) => pre.includes('keyword')),
    ).toEqual([true, true, true, true, true, false, false]);
  });

  it('that keeps a line break at its beginning keeps it on the page', () => {
    expect(htmlOf('<pre>\n\nx</pre>')).toBe('<div class="code"><pre>\n\nx</pre></div>');
  });
});

describe('formulas', () => {
  it('become MathML, and prices, shells and what is not understood stay', () => {
    const html = htmlOf(
      'With $x_1^2$ and $n$, \\(\\alpha\\) for $5 and $10; `$x_1$`, $\\unknown{x}$, $PATH_TO$.\n\n$$\n\\frac{a}{b}\n$$',
    );
    expect(html.match(/<math/g)).toHaveLength(4);
    expect(html).toContain('<math data-tex="x_1^2"><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>');
    expect(html).toMatch(/<p><math display="block" data-tex="\\frac{a}{b}"><mfrac>/);
    for (const text of ['for $5 and $10;', '<code>$x_1$</code>', '$\\unknown{x}$', '$PATH_TO$'])
      expect(html).toContain(text);
  });

  it.each([
    'It costs $5 and $10, or 20$.',
    'Set $HOME and $PATH, then run $foo_bar/$baz_qux.',
    'US$5_000 and US$6_000.',
    'One letter is $n$ here, and $k$.',
    'A [citation] (c), \\[citation needed\\], C:\\\\new\\\\text.',
  ])('are not seen in %s', (text) => {
    expect(htmlOf(text)).not.toContain('<math');
  });

  it('run nothing and lead nowhere', () => {
    const html = htmlOf(
      '$\\href{javascript:alert(1)}{x}$ $\\text{<img src=x onerror=alert(1)>}_1$ $\\class{a}{x}$ $\\color{red}x_1$ $\\includegraphics{a.png}$ $\\def\\a{\\a\\a}\\a$',
    );
    expect(html).not.toMatch(/<(?!\/?(?:p|math|m[a-z]+)\b)|style=|href=|onerror="/);
    expect(html).toContain('<math');
  });

  it('in a block of ```math stand for themselves, and lines of align have no numbers', () => {
    expect(htmlOf('```math\nx^2\n```')).toBe(
      '<p><math display="block" data-tex="x^2"><msup><mi>x</mi><mn>2</mn></msup></math></p>',
    );
    expect(htmlOf('\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}')).toMatch(
      /<mtd class="tml-right"><mi>a<\/mi>/,
    );
  });
});

describe('the rest of a body', () => {
  it('loads pictures when they come near, all but the first, and captions those with a title', () => {
    expect(htmlOf('![a](/a.png "A <cat>")\n\nText ![b](/b.png "no")')).toBe(
      '<figure><img src="https://feeds.example/a.png" alt="a"><figcaption>A &lt;cat&gt;</figcaption></figure>\n<p>Text <img loading="lazy" decoding="async" src="https://feeds.example/b.png" title="no" alt="b"></p>',
    );
  });

  it('frames tables, and aligns their cells by a class', () => {
    const html = htmlOf('| a |\n|:-:|\n| 1 |');
    expect(html).toMatch(/^<div class="table"><table>.*<\/table><\/div>$/s);
    expect(html).toContain('<th class="center">a</th>');
    expect(html).not.toContain('align=');
  });

  it('puts the box of a task in the place of the mark of its item', () => {
    const list = (items: string): string =>
      typeset({ title: 'Title', html: `<ul>${items}</ul>` }, pageUrl)!.html;
    expect(list('<li>☐ one</li><li>\n<p>☑ two</p></li>')).toBe(
      '<ul><li class="task">☐ one</li><li class="task">\n<p>☑ two</p></li></ul>',
    );
    const others = '<li>one ☐</li><li><code>☐</code></li><li></li><li><p></p>☐</li>';
    expect(list(others)).toBe(`<ul>${others}</ul>`);
  });

  it('keeps links into itself on the page, and drops the rule before the notes', () => {
    const html = htmlOf('Text[^1]\n\n[^1]: Note');
    expect(html).toContain('<a href="#user-content-fn1" id="user-content-fnref1">');
    expect(html).toContain('<a class="footnote-backref" href="#user-content-fnref1">');
    expect(html).not.toContain('<hr>');
  });

  it('counts words in English and characters in Chinese', () => {
    expect(set('word '.repeat(690)).readingTime).toBe(3);
    expect(set('字'.repeat(1_200)).readingTime).toBe(3);
    expect(set('').readingTime).toBe(1);
  });

  it('stays as it is where nothing is to be set, and is not set at all where it is too long', () => {
    const plain = '<p>Text &amp; <em title="&quot;&lt;a&gt;">x</em><br>\nnext</p>\n<ul><li>one</li>\n</ul>';
    expect(typeset({ title: 'T', html: plain }, pageUrl)!.html).toBe(plain);
    expect(typeset({ title: 'T', html: 'x'.repeat(limits.typesetLength + 1) }, pageUrl)).toBeUndefined();
  });
});

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
