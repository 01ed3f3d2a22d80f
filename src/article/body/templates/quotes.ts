/** Tags around a text: quotations, notes, what is folded away. */

import { escapeAttribute, escapeText } from '../sanitise/escape.ts';
import { option, type Arguments } from './arguments.ts';
import { around, each, type Meanings, type Pair } from './meaning.ts';

/** `{% blockquote [author[, source]] [link] [title of the link] %}` (https://hexo.io/docs/tag-plugins#Block-Quote) */
const quote: Pair = (args, spot) => {
  const [, words = '', link, title] = /^([^]*?)(?:(?:^|\s+)(https?:\/\/\S+)(?:\s+([^]*))?)?$/.exec(
    args.text,
  )!;
  const author = option(args, 'author') ?? (args.named.size === 0 ? words.replace(/^["']|["']$/g, '') : '');
  const source = link && `<a href="${escapeAttribute(link)}">${escapeText(title || link)}</a>`;
  const parts = [author && escapeText(author.trim()), source].filter(Boolean).join(', ');
  return around('<blockquote>', `${parts && `<p>— ${parts}</p>`}</blockquote>`, spot);
};

const plainQuote: Pair = (_, spot) => around('<blockquote>', '</blockquote>', spot);

/** A note, with its title where it has one. */
const note: Pair = (args, spot) => {
  const title = option(args, 'title', 'heading');
  const line = title ? `<p><strong>${escapeText(title)}</strong></p>` : '';
  return around(`<blockquote>${line}`, '</blockquote>', spot);
};

const details: Pair = (args, spot) => {
  const title =
    option(args, 'summary', 'title') ??
    args.words
      .map(({ text }) => text)
      .join(' ')
      .trim();
  return around(`<details><summary>${escapeText(title || '…')}</summary>`, '</details>', spot);
};

const button: Pair = (args, spot) => {
  const href = option(args, 'href', 'link', 'url', 'relref') ?? args.words[0]?.text;
  return href ? [`<a href="${escapeAttribute(href)}">`, '</a>'] : around('', '', spot);
};

/** Only the way it looks is different. */
const transparent: Pair = (_, spot) => around('', '', spot);

/** A formula stays as its author wrote it, between the marks by which formulas are known. */
const formula: Pair = ({ words }, { prefix }) =>
  prefix === undefined || words.length > 0 ? ['$', '$'] : [`$$`, '$$'];

const language = ({ words, named }: Arguments): string => named.get('lang') ?? words[0]?.text ?? '';

export const quotes: Meanings = {
  ...each('blockquote quote', { pair: quote }),
  ...each('pullquote centerquote cq', { pair: plainQuote }),
  ...each('note message callout notice admonition alert tip warning info hint danger important attention', {
    pair: note,
  }),
  ...each('details expand collapse fold spoiler hideblock', { pair: details }),
  ...each('button btn', { pair: button }),
  ...each('tabs tab columns column grouppicture gp center centered left right rawhtml wide full rst', {
    pair: transparent,
  }),
  ...each('math katex latex', { pair: formula }),
  mermaid: { code: () => ({ language: 'mermaid', title: '' }) },
  codeblock: { code: codeBlock },
  code: { code: codeBlock },
  highlight: { code: (args) => ({ language: language(args), title: '' }) },
  comment: { isComment: true },
  // They print nothing.
  ...each('assign toc increment decrement seo feed_meta', { single: () => '' }),
};

/** Hexo: `[title] [lang:language] [address] [text of the link] [other:options]`. */
function codeBlock({ text, named }: Arguments): { language: string; title: string } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return {
    language:
      words.find((word) => word.startsWith('lang:'))?.slice('lang:'.length) ?? named.get('lang') ?? '',
    title: words.filter((word) => !/^(?:https?|\w+):|=/.test(word)).join(' '),
  };
}
