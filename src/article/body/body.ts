/** The body of an article: Markdown or HTML as the author wrote it → sanitised HTML and plain text. */

import { limits } from '../../limits.ts';
import { cleanText } from '../text.ts';
import { escapeText } from './sanitise/escape.ts';
import { takeHeading } from './html/heading.ts';
import { kindOf } from './kind.ts';
import { parseMarkdown } from './markdown/markdown.ts';
import { stripMdx } from './markdown/mdx.ts';
import { PlainText, stripTags } from './plain.ts';
import { Sanitiser } from './sanitise/sanitise.ts';
import { convertTemplates, type Kind } from './templates.ts';
import { parseHtml } from './html/html.ts';
import { TooManyElements, type Parent } from './html/tree.ts';

export { plainText } from './plain.ts';
export { TooLong } from './sanitise/sanitise.ts';
export { summarise } from './summary.ts';

export interface BodyOptions {
  /** Where the source lies: `.html` and `.htm` are HTML whatever they begin with, `.mdx` is MDX. */
  path: string;
  /** The absolute address of the article; relative links and images are resolved against it. */
  baseUrl: string;
  /** The front matter has no title: a first-level heading that comes first becomes `heading` and leaves the body. */
  takeHeading: boolean;
}

export interface Body {
  /** Sanitised HTML; links and images are absolute. Parsed and written again, it is the same text. */
  html: string;
  /** Plain text of the body, white space folded, cut at about 2,000 characters. */
  text: string;
  /** Plain text before `<!-- more -->`, where there is one; cut likewise. */
  excerpt?: string;
  heading?: string;
  /** The first image that is an illustration, else the preview picture of a video; absolute http(s). */
  image?: string;
  /** Only the text of the body was written: its tags make far more elements than there are tags. */
  isStripped?: true;
}

/** Any block-level tag but `div`, which says nothing about what is in it. */
const hasStructure =
  /<(?:br|p|h\d|hr|[uod]l|li|d[dt]|table|tr|td|pre|blockquote|figure|section|article|details|summary)[\s/>]/i;

/**
 * Renders the source of a body.
 * @throws TooLong where it becomes larger than an article may be
 */
export function renderBody(source: string, options: BodyOptions): Body {
  const clean = cleanText(source);
  try {
    return render(clean, options);
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    const text = new PlainText();
    const stripped = stripTags(clean);
    text.add(stripped);
    return { html: `<p>${escapeText(stripped)}</p>`, text: text.toString(), isStripped: true };
  }
}

function render(source: string, { path, baseUrl, takeHeading: takesHeading }: BodyOptions): Body {
  const kind = kindOf(source, path);
  const tree = parse(convertTemplates(source, kind), kind, path);
  const heading = takesHeading ? takeHeading(tree) : undefined;
  const sanitiser = new Sanitiser({
    baseUrl,
    keepLines: kind === 'html' && !hasStructure.test(source),
    maxLength: limits.articleBytes,
  });
  sanitiser.children(tree, { parent: '', open: 0, depth: 0 });
  const image = sanitiser.image ?? sanitiser.poster;
  return {
    html: sanitiser.html.trim(),
    text: sanitiser.text.toString() || sanitiser.alternatives.toString(),
    ...(sanitiser.excerpt && { excerpt: sanitiser.excerpt }),
    ...(heading && { heading }),
    ...(image && { image }),
  };
}

function parse(source: string, kind: Kind, path: string): Parent {
  if (kind === 'html') return parseHtml(source);
  const isMdx = /\.mdx$/i.test(path);
  return parseMarkdown(isMdx ? stripMdx(source) : source, { indentedCode: !isMdx });
}
