/** Shortcodes that come with WordPress → HTML (https://codex.wordpress.org/Shortcode). */

import { escapeAttribute, escapeText } from '../../../article/body/sanitise/escape.ts';
import { webAddress } from '../readers/texts.ts';

export interface Pictures {
  /** The address of an attachment. */
  ofAttachment: (id: string) => string | undefined;
  /** The pictures of the post. */
  ofPost: readonly string[];
}

type Values = ReadonlyMap<string, string>;

/** @param content between the two tags; absent: there is no end tag */
type Meaning = (values: Values, content: string | undefined, pictures: Pictures) => string | undefined;

const paragraph = (html: string): string => `\n\n${html}\n\n`;

const linkTo = (address: string): string =>
  paragraph(`<p><a href="${escapeAttribute(address)}">${escapeText(address)}</a></p>`);

const player =
  (element: 'audio' | 'video', endings: readonly string[]): Meaning =>
  (values, content) => {
    const address = webAddress(
      ['src', ...endings, '0'].map((key) => values.get(key)).find(Boolean) ?? content?.trim(),
    );
    if (address === undefined) return undefined;
    const poster = webAddress(values.get('poster'));
    const more = element === 'video' && poster ? ` poster="${escapeAttribute(poster)}"` : '';
    return paragraph(`<${element} controls src="${escapeAttribute(address)}"${more}></${element}>`);
  };

/** Of `[name 12345]`, `[name=https://…]`, `[name id="12345"]`. */
const video =
  (page: (id: string) => string): Meaning =>
  (values, content) => {
    const written = (values.get('id') ?? values.get('0') ?? values.get('url') ?? content ?? '').trim();
    const address = written.replace(/^=?["']?|["']$/g, '');
    const url = webAddress(address) ?? (/^[\w-]{5,20}$/.test(address) ? page(address) : undefined);
    return url && linkTo(url);
  };

const caption: Meaning = (values, content) => {
  if (content === undefined) return undefined;
  const text = values.get('caption');
  const [picture = '', rest = ''] = text === undefined ? apart(content) : [content, text];
  const words = rest.trim();
  return paragraph(`<figure>${picture.trim()}${words && `<figcaption>${words}</figcaption>`}</figure>`);
};

/** The picture with its link, and the words behind it. */
function apart(content: string): string[] {
  const end = /<\/a>|<img[^<>]*>/i.exec(content);
  const inLink = /^\s*<a[\s>]/i.test(content) ? content.toLowerCase().indexOf('</a>') : -1;
  const at = inLink !== -1 ? inLink + 4 : end ? end.index + end[0].length : 0;
  return [content.slice(0, at), content.slice(at)];
}

const gallery: Meaning = (values, _, { ofAttachment, ofPost }) => {
  const ids = values.get('ids') ?? values.get('include');
  const named = ids?.split(/[\s,]+/).map((id) => ofAttachment(id));
  const found = (named ?? ofPost).filter((address) => address !== undefined);
  if (found.length === 0 || (named && found.length < named.length)) return undefined;
  return paragraph(
    `<figure>${found.map((address) => `<img src="${escapeAttribute(address)}" alt="">`).join('\n')}</figure>`,
  );
};

const code: Meaning = (values, content) => {
  if (content === undefined) return undefined;
  const language = /^[\w+#-]{1,30}$/.exec(values.get('language') ?? values.get('lang') ?? '')?.[0];
  const text = content.replace(/^\n|\n$/g, '').replaceAll('<', '&lt;');
  return paragraph(`<pre><code${language ? ` class="language-${language}"` : ''}>${text}</code></pre>`);
};

const embed: Meaning = (_, content) => {
  const address = webAddress(content?.trim());
  return address && linkTo(address);
};

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['caption', caption],
  ['wp_caption', caption],
  ['gallery', gallery],
  ['embed', embed],
  ['audio', player('audio', ['mp3', 'm4a', 'ogg', 'wav', 'flac'])],
  ['video', player('video', ['mp4', 'm4v', 'webm', 'ogv', 'flv'])],
  ['youtube', video((id) => `https://www.youtube.com/watch?v=${id}`)],
  ['vimeo', video((id) => `https://vimeo.com/${id}`)],
  ['code', code],
  ['sourcecode', code],
]);

/** A start tag; a second bracket in front means the text itself. */
const tag = /\[(\[?)(\/?)([a-zA-Z][\w-]{0,60})((?:[\s=][^[\]]{0,2000})?)(\/?)\](\]?)/g;

/**
 * Writes known shortcodes as HTML. Others stay as they stand.
 * @param unknown gets the name of each that stays
 */
export function withoutShortcodes(html: string, pictures: Pictures, unknown: (name: string) => void): string {
  let written = '';
  let done = 0;
  const ends = endsIn(html);
  /** Where a shortcode ends that has content; the places asked for never go back. */
  const endOf = (name: string, from: number): number | undefined => {
    const places = ends.get(name) ?? [];
    while (places.length > 0 && places.at(-1)! < from) places.pop();
    return places.at(-1);
  };
  tag.lastIndex = 0;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    const [all, before, slash, name = '', attributes = '', , after] = match;
    const { index } = match;
    const end = index + all.length;
    if (before && after) {
      written += html.slice(done, index) + all.slice(1, -1);
      done = end;
      continue;
    }
    const start = index + before!.length;
    if (slash) continue;
    const meaning = meanings.get(name.toLowerCase());
    const close = endOf(name, end);
    if (!meaning) {
      // `[1]` and `[sic]` are text.
      if (close !== undefined || /=/.test(attributes)) unknown(name);
      continue;
    }
    const content = close === undefined ? undefined : html.slice(end, close);
    const isBefore = content !== undefined && !content.includes(`[${name}`);
    const html_ = meaning(valuesIn(attributes), isBefore ? content : undefined, pictures);
    if (html_ === undefined) {
      unknown(name);
      continue;
    }
    written += html.slice(done, start) + html_;
    done = isBefore ? close! + name.length + 3 : end;
    tag.lastIndex = done;
  }
  return written + html.slice(done);
}

/** Where the end tags of each name stand, the first one last. */
function endsIn(html: string): Map<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const { 1: name = '', index } of html.matchAll(/\[\/([a-zA-Z][\w-]{0,60})\]/g)) {
    const places = ends.get(name);
    if (places) places.push(index);
    else ends.set(name, [index]);
  }
  for (const places of ends.values()) places.reverse();
  return ends;
}

/** `a="b" c='d' e=f g` → values by name, and those without one by their number. Editors made quotes curly. */
function valuesIn(written: string): Values {
  const values = new Map<string, string>();
  let number = 0;
  const text = written.replace(/[\u201c\u201d\u2033]|&#822[01];|&quot;/g, '"');
  for (const [, name, quoted, single, bare] of text.matchAll(
    /(?:([\w-]{1,60})\s{0,9}=\s{0,9})?(?:"([^"]*)"|'([^']*)'|([^\s"'=][^\s"']*))/g,
  )) {
    const value = (quoted ?? single ?? bare ?? '').replaceAll('&amp;', '&').replaceAll('&#038;', '&');
    values.set(name?.toLowerCase() ?? String(number++), value);
  }
  return values;
}
