/** Tags that are a picture. */

import { escapeAttribute, escapeText } from '../sanitise/escape.ts';
import { option, type Arguments, type Word } from './arguments.ts';
import { assetPath } from './assets.ts';
import { each, markup, type Meanings, type Single, type Spot } from './meaning.ts';

interface Picture {
  src: string;
  alt?: string | undefined;
  caption?: string | undefined;
  title?: string | undefined;
  width?: string | undefined;
  height?: string | undefined;
  link?: string | undefined;
}

const isAddress = (text: string): boolean =>
  /^(?:https?:\/\/|\/)\S|\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?)(?:[?#]|$)/i.test(text);

/** `{{< figure src="…" caption="…" >}}`, `{% include figure.html url="…" %}`, `{{ image(path="…") }}` */
const byNames: Single = (args, spot) => {
  const src =
    option(args, 'src', 'url', 'path', 'image_path', 'image', 'file') ??
    args.words.find(({ text }) => isAddress(text))?.text;
  if (!src) return undefined;
  return written(
    {
      src,
      alt: option(args, 'alt') ?? args.words.find(({ text, isQuoted }) => isQuoted && text !== src)?.text,
      caption: option(args, 'caption', 'title', 'description', 'desc'),
      width: option(args, 'width'),
      height: option(args, 'height'),
      link: option(args, 'link', 'href'),
    },
    spot,
  );
};

/**
 * `{% img [class names] /path/to/image [width] [height] "title text" "alt text" %}` and
 * `{% asset_img [class names] slug [width] [height] [title text [alt text]] %}` (https://hexo.io/docs/tag-plugins).
 */
const byPlace: Single = (args, spot) => {
  const { words } = args;
  const at = words.findIndex(({ text }) => isAddress(text));
  const source = words[at]?.text;
  if (source === undefined) return words.length > 0 ? undefined : byNames(args, spot);
  const behind = words.slice(at + 1);
  const sizes: Word[] = [];
  while (sizes.length < 2 && /^\d+%?$/.test(behind[0]?.text ?? '')) sizes.push(behind.shift()!);
  const { title, alt } = texts(behind);
  return written(
    { src: source, title, alt: alt ?? title, width: sizes[0]?.text, height: sizes[1]?.text },
    spot,
  );
};

/** `"title" "alt"`, `"title 'alt'"`, or words that are all of the title. */
function texts(words: readonly Word[]): { title?: string; alt?: string } {
  const [first, second] = words;
  if (!first) return {};
  if (!first.isQuoted) return { title: words.map(({ text }) => text).join(' ') };
  const [, title, alt] = /^(.*?)\s*'([^']*)'$/.exec(first.text) ?? [];
  if (title && alt) return { title, alt };
  return { title: first.text, ...(second && { alt: second.text }) };
}

function written({ src, alt = '', caption, title, width, height, link }: Picture, spot: Spot): string {
  const attributes = Object.entries({ src, alt: alt || (caption ?? ''), title, width, height })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value!)}"`)
    .join('');
  const image = `<img${attributes}>`;
  const linked = link ? `<a href="${escapeAttribute(link)}">${image}</a>` : image;
  if (caption && spot.prefix !== undefined) {
    const words = escapeText(caption.replace(/<[^<>]*>/g, ''));
    return markup(`<figure>${linked}<figcaption>${words}</figcaption></figure>`, spot);
  }
  if (spot.isAlone) return markup(`<p>${linked}</p>`, spot);
  return linked;
}

/** What a file of `_includes` is for, by its name: `figure.html`, `image`, `lightbox-img.liquid`. */
export const includedPicture = (name: string, args: Arguments, spot: Spot): string | undefined =>
  /figure|image|img|picture|photo/i.test(name) ? byNames(args, spot) : undefined;

const asset: Single = (args, spot) =>
  byPlace(
    { ...args, words: args.words.map((word) => (isAddress(word.text) ? inAssets(word, spot) : word)) },
    spot,
  );

const inAssets = (word: Word, spot: Spot): Word => ({ ...word, text: assetPath(word.text, spot) });

export const pictures: Meanings = {
  img: { single: byPlace },
  ...each('asset_img asset_image', { single: asset }),
  ...each('figure image picture photo responsive_image lightbox zoomable image_with_class', {
    single: byNames,
  }),
};
