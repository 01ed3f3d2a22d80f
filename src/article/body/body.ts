/** Renders the body of an article: Markdown or HTML → sanitised HTML and plain text. */

import { limits } from '../../limits.ts';
import { Addresses, type Link } from './addresses.ts';
import type { NamedFile } from '../named-files.ts';
import { cleanText } from '../text.ts';
import { escapeText } from './sanitise/escape.ts';
import { takeHeading } from './html/heading.ts';
import { kindOf, type Kind } from './kind.ts';
import { markExcerpt } from './excerpt.ts';
import type { LineBreaks } from './markdown/line-breaks.ts';
import { parseMarkdown } from './markdown/markdown.ts';
import { stripMdx } from './markdown/mdx.ts';
import { PlainText, stripTags } from './plain.ts';
import { Sanitiser } from './sanitise/sanitise.ts';
import { convertTemplates } from './templates/templates.ts';
import { parseHtml } from './html/html.ts';
import { TooManyElements, type Parent } from './html/tree.ts';

export { plainText } from './plain.ts';
export { TooLong } from './sanitise/sanitise.ts';
export { summarise } from './summary.ts';

export interface BodyOptions {
  /** The path of the source. `.html` and `.htm` are always HTML, `.mdx` is always MDX. */
  path: string;
  /** The absolute address of the article: the base of relative links to pages. */
  baseUrl: string;
  /** What `{{ site.url }}` stands for, no slash at the end. Default: the origin of `baseUrl`. */
  siteUrl?: string;
  /** What a line break in a paragraph of Markdown is. Default: `soft`. */
  lineBreaks?: LineBreaks;
  /** What ends the excerpt, besides `<!-- more -->`: Jekyll's `excerpt_separator`. */
  excerptSeparator?: string;
  /** Whether to move a leading first-level heading from the body to `heading`: the front matter has no title. */
  takeHeading: boolean;
}

export interface Body {
  /** Sanitised HTML with absolute links and images. Parsing and serialising it again gives the same text. */
  html: string;
  /** Plain text of the body, white space folded, cut at about 2,000 characters. */
  text: string;
  /** Plain text before `<!-- more -->`, if there is one; cut likewise. */
  excerpt?: string;
  heading?: string;
  /** The first image that is not an icon, else the poster of a video; absolute http(s). */
  image?: string;
  /** The body was reduced to its text, because its tags make far more elements than there are tags. */
  isStripped?: true;
  /** Links to articles of the content folder, by their files, which may not exist. */
  links?: readonly Link[];
  /** Files that it names, which may not exist; `at` is an offset in the body. */
  files?: readonly NamedFile[];
  /** Pictures that are left out because the file contains them (`data:`): how many. */
  dataPictures?: number;
  /** Tags of template languages that are shown as they stand, by their kind (`{% chart %}`): how many. */
  unknownTags?: ReadonlyMap<string, number>;
}

/** Any block-level tag but `div`, which says nothing about its content. */
const hasStructure =
  /<(?:br|p|h\d|hr|[uod]l|li|d[dt]|table|tr|td|pre|blockquote|figure|section|article|details|summary)[\s/>]/i;

/**
 * Renders the source of a body.
 * @throws TooLong if the HTML exceeds the limit of an article
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

function render(source: string, options: BodyOptions): Body {
  const { path, baseUrl, siteUrl = new URL(baseUrl).origin, takeHeading: takesHeading } = options;
  const { lineBreaks = 'soft', excerptSeparator = '' } = options;
  const addresses = new Addresses({ path, baseUrl, siteUrl, source });
  const kind = kindOf(source, path);
  const understood = convertTemplates(markExcerpt(source, excerptSeparator), kind, { path, siteUrl });
  const tree = parse(understood.source, kind, path, lineBreaks);
  const heading = takesHeading ? takeHeading(tree) : undefined;
  const sanitiser = new Sanitiser({
    addresses,
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
    ...(addresses.links.length > 0 && { links: addresses.links }),
    ...(addresses.files.found.length > 0 && { files: addresses.files.found }),
    ...(sanitiser.dataPictures > 0 && { dataPictures: sanitiser.dataPictures }),
    ...(understood.unknown.size > 0 && { unknownTags: understood.unknown }),
  };
}

function parse(source: string, kind: Kind, path: string, lineBreaks: LineBreaks): Parent {
  if (kind === 'html') return parseHtml(source);
  const isMdx = /\.mdx$/i.test(path);
  return parseMarkdown(isMdx ? stripMdx(source) : source, { indentedCode: !isMdx, lineBreaks });
}
