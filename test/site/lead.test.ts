import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';
import { limits } from '../../src/limits.ts';
import { leadOf } from '../../src/site/lead.ts';
import { columnsOf } from '../../src/site/shorten.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'UTC' };

/** The lead of an article with this body, and the summary that its feeds have. */
function read(body: string, matter = ''): { lead: string; summary: string } {
  const source = `---\ntitle: A title\ndate: 2026-01-01\n${matter}---\n\n${body}`;
  const result = parseArticle({ path: 'a.md', source }, options);
  if (result.status !== 'article') throw new Error(JSON.stringify(result));
  return { lead: leadOf(result.article), summary: result.article.summary };
}

describe('a lead', () => {
  const text =
    'The first paragraph says what the article is about, and goes on for long enough to stand alone in a list of them.';
  // Each of them is what the summary of the feeds begins with.
  it.each([
    ['a heading', '## Overview\n\n'],
    ['headings that follow each other', '# A title\n\n## 背景\n\n'],
    ['a paragraph that repeats the title', '**A title**\n\n'],
    ['an alert', '> [!WARNING]\n> This page is out of date.\n\n'],
    ['a container', ':::tip Hint\nRead the other page first.\n:::\n\n'],
    ['a quotation', '> Somebody said this once.\n\n'],
    ['a table of contents', '## Table of contents\n\n- [One](#one)\n- [Two](#two)\n\n'],
    ['a mark of a table of contents', '[[toc]]\n\nTable of Contents\n\n'],
    ['目录', '目录\n\n1. [概述](#a)\n2. [安装](#b)\n\n'],
    [
      'the caption of a figure',
      '<figure><img src="a.png"><figcaption>A bridge in the fog</figcaption></figure>\n\n',
    ],
    ['a caption below a picture', '![](a.png)\n*Photo: a bridge in the fog*\n\n'],
    ['code', '```sh\nnpm install edgefeed\n```\n\n'],
    ['a table', '| a | b |\n| - | - |\n| 1 | 2 |\n\n'],
    ['a shortcode', '{{< chart id="7" >}}\n\n'],
    ['a tag of Liquid', '{% chart 7 %}\n\n'],
    ['a line of links', '[中文](/zh) | [English](/en)\n\n'],
  ])('does not begin with %s', (_, beginning) => {
    const { lead, summary } = read(beginning + text);
    expect(lead).toBe(text);
    expect(summary).not.toBe(lead);
  });

  it('is the summary of the author, whatever the body begins with', () => {
    expect(read('## Overview\n\nText.', 'description: In a word\n').lead).toBe('In a word');
  });

  it('is the first paragraph, too, if the author marks the end of an excerpt', () => {
    expect(read('## Overview\n\nThe excerpt.\n\n<!-- more -->\n\nThe rest.').lead).toBe(
      'The excerpt. The rest.',
    );
  });

  it('goes on with the next paragraphs after a short one', () => {
    expect(read('Hello!\n\n## Why\n\nBecause.').lead).toBe('Hello! Because.');
  });

  it('has a list where the article begins with one', () => {
    expect(
      read('## Changes\n\n- Add leads.\n- Fix `this`.\n\n[All changes](https://example.com/changes)').lead,
    ).toBe('Add leads. Fix this.');
  });

  it('has no space between Chinese paragraphs', () => {
    expect(read('第一段。\n\n“引文”在第二段。\n\n第三段\n\nA fourth\n\n第五段').lead).toBe(
      '第一段。 “引文”在第二段。第三段 A fourth 第五段',
    );
  });

  it('has whatever there is in an article without paragraphs', () => {
    expect(read('> Nothing but a quotation.').lead).toBe('Nothing but a quotation.');
    expect(read('[Nothing but a link](https://example.com/)').lead).toBe('Nothing but a link');
    expect(read('```\nlet x;\n```').lead).toBe('let x;');
    expect(read('{{ page.title }}').lead).toBe('');
    expect(read('![A bridge](a.png)').lead).toBe('A bridge');
  });

  it('leaves out what the summary leaves out: references and labels', () => {
    expect(read('Text[^1] with a `<note>` &amp; more.\n\n[^1]: The note.').lead).toBe(
      'Text with a <note> & more.',
    );
  });

  it('is as wide in every script, and ends with a whole word', () => {
    const english = read('word '.repeat(200)).lead;
    expect(english).toMatch(/^(?:word )+word…$/);
    const chinese = read('订阅源'.repeat(200)).lead;
    for (const lead of [english, chinese]) {
      expect(columnsOf(lead)).toBeGreaterThan(230);
      expect(columnsOf(lead)).toBeLessThanOrEqual(241);
    }
  });

  it('is cut before a word of letters between Chinese characters, and between those anywhere', () => {
    for (let length = 105; length < 120; length++) {
      const lead = read('字'.repeat(length) + '用Kubernetes部署'.repeat(4)).lead;
      expect(lead.replace('…', '')).toMatch(/^字+(?:用Kubernetes部署)*(?:用(?:Kubernetes部?)?)?$/);
    }
  });

  it('needs the beginning of a body only, cut wherever', () => {
    const { html } = {
      html: `<h2>One</h2>${'<p>Text of <a href="https://example.com/">it</a></p>'.repeat(400)}`,
    };
    const summary = 'One Text of it Text of it…';
    const whole = leadOf({ title: 'A', summary, html });
    expect(whole).toMatch(/^(?:Text of it )+/);
    for (let length = limits.leadLength - 60; length < limits.leadLength; length++) {
      expect(leadOf({ title: 'A', summary, html: html.slice(0, length) })).toBe(whole);
    }
  });
});
