/** Files that belong to an episode: transcripts, chapters in JSON, and the same in other encodings. */

import type { Alternate, Episode, Integrity, Transcript } from '../../episode.ts';
import { plainKey } from '../../keys.ts';
import { isBlank, type Entry, type MapValue, type Value } from '../../matter/value.ts';
import { typeByEnding } from '../../media-type.ts';
import { chaptersType, transcriptTypes } from '../../sidecar-files.ts';
import { limits } from '../../../limits.ts';
import { tidyText } from '../../text.ts';
import { isPlaceholder, mediumEndings, mediumKeys, resolveFile } from '../media.ts';
import { readLanguage } from '../link.ts';
import { Quota } from '../quota.ts';
import { isShort, itemsOf, textUnder, type Context, type Read } from '../read.ts';
import { episodeKeys } from './keys.ts';
import type { Places } from './places.ts';
import { shortened, unreadable } from './texts.ts';

const addressKeys = ['url', 'src', 'href', 'file', 'path'];
const mimeType = /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/;

export const readTranscripts: Read<Transcript[]> = (value, context, key) => {
  const transcripts = new Map<string, Transcript>();
  const quota = new Quota(limits.episodeValues, 'transcripts');
  for (const item of itemsOf(value)) {
    const url = addressOf(item, context, key, 'a transcript');
    if (url === undefined || transcripts.has(url) || !quota.take(item.at)) continue;
    const language = languageOf(item, context);
    transcripts.set(url, {
      url,
      type: typeOf(item) ?? transcriptTypeOf(url),
      ...(language !== undefined && { language }),
      ...(textUnder(item, ['rel'])?.toLowerCase() === 'captions' && { rel: 'captions' as const }),
    });
  }
  quota.report(context.warn);
  return transcripts.size > 0 ? [...transcripts.values()] : undefined;
};

/** The type of a transcript by its ending; `text/html` for a page of the web. */
function transcriptTypeOf(url: string): string {
  const ending = /\.(\w{1,5})$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
  return transcriptTypes.get(ending) ?? 'text/html';
}

/** The address of a file of chapters. Lists of chapters are none; chapters.ts reads them. */
export const readChaptersFile: Read<NonNullable<Episode['chaptersFile']>> = (value, context, key) => {
  if (value.kind === 'list' || (value.kind === 'text' && /\s/.test(value.text.trim()))) return undefined;
  const url = addressOf(value, context, key, 'a file of chapters');
  return url === undefined ? undefined : { url, type: typeOf(value) ?? chaptersType };
};

export const readAlternates: Read<Alternate[]> = (value, context, key) => {
  const quota = new Quota(limits.episodeValues, 'alternate enclosures');
  const alternates = Array.from(itemsOf(value)).flatMap((item) => {
    const sources = sourcesOf(item, context, key);
    if (sources.length === 0 || !quota.take(item.at)) return [];
    const [length, bitrate, height] = [mediumKeys.length, ['bitrate'], ['height']].map((keys) =>
      numberUnder(item, keys),
    );
    const language = languageOf(item, context);
    const title = wordUnder(item, 'title', context);
    const rel = wordUnder(item, 'rel', context);
    const codecs = wordUnder(item, 'codecs', context, limits.episodeName);
    const integrity = integrityOf(item, context);
    const alternate: Alternate = {
      type: typeOf(item) ?? typeByEnding(sources[0]!) ?? 'application/octet-stream',
      ...(length && { length }),
      ...(bitrate && { bitrate }),
      ...(height && { height }),
      ...(language !== undefined && { language }),
      ...(title !== undefined && { title }),
      ...(rel !== undefined && { rel }),
      ...(codecs !== undefined && { codecs }),
      ...(integrity && { integrity }),
      ...(textUnder(item, ['default'])?.toLowerCase() === 'true' && { isDefault: true as const }),
      sources,
    };
    return [alternate];
  });
  quota.report(context.warn);
  return alternates.length > 0 ? alternates : undefined;
};

/** Addresses by their endings but the first one, which is the enclosure itself: `audio: {mp3: a.mp3, opus: a.opus}`. */
export const readFormats: Read<Alternate[]> = (value, context, key) => {
  if (value.kind !== 'map' || textUnder(value, mediumKeys.url.slice(0, -mediumEndings.length)) !== undefined)
    return undefined;
  const written = mediumEndings.flatMap((ending) => textUnder(value, [ending]) ?? []);
  const alternates = written.slice(1).flatMap((address): Alternate[] => {
    const url = resolveFile(address, value.at, context);
    if (url === undefined || !isShort(url, value.at, context, `"${key}"`)) return [];
    return [{ type: typeByEnding(url) ?? 'application/octet-stream', sources: [url] }];
  });
  return alternates.length > 0 ? alternates : undefined;
};

/** The maps of alternate enclosures: the address, or the first of several, with the entry in which it stands. */
export function* alternateMaps(places: Places): Generator<{ map: MapValue; entry: Entry; address: string }> {
  for (const { value } of places.of(episodeKeys.alternates)) {
    for (const map of itemsOf(value)) {
      if (map.kind !== 'map') continue;
      const entry = sourcesIn(map) ?? map.entries.find(({ key }) => addressKeys.includes(plainKey(key)));
      const [first] = entry ? itemsOf(entry.value) : [];
      const address =
        first?.kind === 'text' ? first.text : first && textUnder(first, [...addressKeys, 'uri']);
      if (entry && address !== undefined) yield { map, entry, address };
    }
  }
}

const sourcesIn = (map: MapValue): Entry | undefined =>
  map.entries.findLast((entry) => /^(?:podcast:)?sources?$/i.test(entry.key));

/** Sources of one alternate enclosure: texts, or maps with a `uri`. */
const mostSources = 10;

function sourcesOf(item: Value, context: Context, key: string): string[] {
  const list = item.kind === 'map' ? sourcesIn(item) : undefined;
  const values = list ? Array.from(itemsOf(list.value)).slice(0, mostSources) : [item];
  const urls = values.flatMap((value) => addressOf(value, context, key, 'an alternate enclosure') ?? []);
  return [...new Set(urls)];
}

function addressOf(value: Value, context: Context, key: string, what: string): string | undefined {
  if (isPlaceholder(value)) return undefined;
  const written = value.kind === 'text' ? tidyText(value.text) : textUnder(value, [...addressKeys, 'uri']);
  const isAddress = written !== undefined && (/^https?:\/\//i.test(written) || !/\s\S*\s/.test(written));
  const url = isAddress ? resolveFile(written, value.at, context) : undefined;
  if (url === undefined) {
    unreadable(value, context, key, 'has no address of a file', 'write one, like https://example.com/a.vtt');
    return undefined;
  }
  return isShort(url, value.at, context, what) ? url : undefined;
}

function typeOf(value: Value): string | undefined {
  const written = textUnder(value, mediumKeys.type);
  return written !== undefined && mimeType.test(written) ? written.toLowerCase() : undefined;
}

function languageOf(value: Value, context: Context): string | undefined {
  const written = textUnder(value, ['language', 'lang']);
  if (written === undefined) return undefined;
  return readLanguage({ kind: 'text', text: written, plain: false, at: value.at }, context, 'language');
}

function wordUnder(
  value: Value,
  name: string,
  context: Context,
  most: number = limits.episodeDisplay,
): string | undefined {
  const written = textUnder(value, [name]);
  return written && shortened(written, most, value.at, context, `"${name}"`);
}

/** `sha384-…`, or as feeds have it: `{type: sri, value: sha384-…}`. */
function integrityOf(item: Value, context: Context): Integrity | undefined {
  const entry =
    item.kind === 'map'
      ? item.entries.findLast(({ key }) => /^(?:podcast:)?integrity$/i.test(key))
      : undefined;
  if (!entry || isBlank(entry.value)) return undefined;
  const { value: written } = entry;
  const value = written.kind === 'text' ? tidyText(written.text) : textUnder(written, ['value']);
  const type = textUnder(written, ['type']) ?? 'sri';
  if (value !== undefined && value.length <= limits.urlLength) {
    if (type === 'sri' && digests.test(value)) return { type, value };
    if (type === 'pgp-signature' && /^[A-Za-z\d+/=]+$/.test(value)) return { type, value };
  }
  unreadable(written, context, entry.key, 'is no digest', 'write one, like sha384-…, or remove it');
  return undefined;
}

const digests =
  /^sha(?:256|384|512)-[A-Za-z\d+/_-]{43,88}={0,2}(?: sha(?:256|384|512)-[A-Za-z\d+/_-]{43,88}={0,2})*$/;

function numberUnder(value: Value, keys: readonly string[]): number | undefined {
  const written = textUnder(value, keys)?.replaceAll(/[,_ ]/g, '') ?? '';
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(written) ? Number(written) : undefined;
}
