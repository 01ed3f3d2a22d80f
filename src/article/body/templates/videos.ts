/** Tags that are a video, a post of a social network, or code kept elsewhere: a frame, of which a link becomes. */

import { escapeAttribute, escapeText } from '../sanitise/escape.ts';
import { option, type Arguments } from './arguments.ts';
import { each, markup, type Meanings, type Single, type Spot } from './meaning.ts';

/** Video hosts: an id → the address of the player, as pages embed it. See sanitise/players.ts. */
const players: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/embed/${id}`,
  vimeo: (id) => `https://player.vimeo.com/video/${id}`,
  bilibili: (id) =>
    `https://player.bilibili.com/player.html?${/^BV/i.test(id) ? 'bvid' : 'aid'}=${id.replace(/^av/i, '')}`,
  dailymotion: (id) => `https://www.dailymotion.com/embed/video/${id}`,
};

/** Ids stand where words and names do: `{% youtube id %}`, `{{< youtube id="…" >}}`, `{{ youtube(id="…") }}`. */
const idOf = (args: Arguments): string | undefined =>
  option(args, 'id', 'video_id', 'videoid', 'bvid', 'aid') ?? args.words[0]?.text;

function video(host: string, args: Arguments, spot: Spot): string | undefined {
  const id = idOf(args);
  const title = option(args, 'title', 'caption') ?? '';
  // Some write the whole address of the page.
  const found = id && /(?:v=|youtu\.be\/|embed\/|video\/|vimeo\.com\/)([\w-]+)/.exec(id)?.[1];
  const bare = found ?? id;
  if (!bare || !/^[\w-]+$/.test(bare)) return undefined;
  const frame = `<iframe src="${players[host]!(bare)}" title="${escapeAttribute(title)}"></iframe>`;
  return markup(frame, spot);
}

const link = (href: string, label: string, spot: Spot): string => {
  const html = `<a href="${escapeAttribute(href)}">${escapeText(label)}</a>`;
  return spot.isAlone ? markup(`<p>${html}</p>`, spot) : html;
};

/** A file of audio or video. */
const file =
  (tag: 'audio' | 'video'): Single =>
  (args, spot) => {
    const src =
      option(args, 'src', 'url', 'mp4', 'file') ?? args.words.find(({ text }) => /[./]/.test(text))?.text;
    return src && markup(`<${tag} src="${escapeAttribute(src)}"></${tag}>`, spot);
  };

/** `{{< tweet user="a" id="1" >}}`, `{% twitter https://… %}` */
const post: Single = (args, spot) => {
  const address = args.words.find(({ text }) => /^https?:\/\//.test(text))?.text;
  const id = option(args, 'id') ?? args.words[0]?.text;
  const href =
    address ??
    (id && /^\d+$/.test(id) ? `https://x.com/${option(args, 'user') ?? 'i'}/status/${id}` : undefined);
  return href && link(href, href.replace(/^https?:\/\//, ''), spot);
};

/** `{% gist [user/]id [file] %}`, `{{< gist user id [file] >}}` */
const gist: Single = (args, spot) => {
  const words = args.words.map(({ text }) => text);
  const id = words[1] && /^[\da-f]+$/i.test(words[1]) ? `${words[0]}/${words[1]}` : words[0];
  if (!id || !/^[\w./-]+$/.test(id)) return undefined;
  return link(`https://gist.github.com/${id}`, `Gist ${id}`, spot);
};

const at =
  (prefix: string, name: string): Single =>
  (args, spot) => {
    const id = idOf(args);
    return id && /^[\w/-]+$/.test(id) ? link(prefix + id, `${name} ${id}`, spot) : undefined;
  };

/** What a file of `_includes` is for, by its name: `youtube.html`, `video` (with `provider="youtube"`). */
export function includedVideo(name: string, args: Arguments, spot: Spot): string | undefined {
  const text = `${name} ${option(args, 'provider') ?? ''}`.toLowerCase();
  const host = Object.keys(players).find((player) => text.includes(player));
  if (!/video|player|embed/.test(text) && !host) return undefined;
  return host ? video(host, args, spot) : file('video')(args, spot);
}

export const videos: Meanings = {
  ...each('youtube youtubevideo yt lite_youtube', { single: (args, spot) => video('youtube', args, spot) }),
  ...Object.fromEntries(
    ['vimeo', 'bilibili', 'dailymotion'].map((host) => [
      host,
      { single: (args: Arguments, spot: Spot) => video(host, args, spot) },
    ]),
  ),
  ...each('video mp4', { single: file('video') }),
  audio: { single: file('audio') },
  ...each('tweet twitter x x_simple twitter_simple', { single: post }),
  gist: { single: gist },
  jsfiddle: { single: at('https://jsfiddle.net/', 'JSFiddle') },
  instagram: { single: at('https://www.instagram.com/p/', 'Instagram') },
};
