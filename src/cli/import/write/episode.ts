/** The map `podcast` of an episode's front matter. What it says is read back as exactly the same. */

import { shortenTo } from '../../../article/body/summary.ts';
import type { Episode } from '../../../article/episode.ts';
import { readName } from '../../../article/fields/markup.ts';
import { tidyText } from '../../../article/text.ts';
import { limits } from '../../../limits.ts';
import { asMarkup, asName } from './as-markup.ts';

/** @returns without what the reader would leave out, or cut */
export function episodeMap(episode: Episode): Record<string, unknown> {
  const { season, number, type, explicit, license, block, chaptersFile } = episode;
  const map: Record<string, unknown> = {
    title: text(episode.title, limits.episodeText),
    season: season && withName(season.number, 'name', text(season.name, limits.episodeName)),
    episode: number && withName(number.number, 'display', text(number.display, limits.episodeDisplay)),
    episode_type: type,
    explicit,
    transcripts: list(episode.transcripts, limits.episodeValues),
    chapters: chaptersFile
      ? { ...chaptersFile }
      : list(episode.chapters, limits.chapters)?.map(({ title, ...chapter }) => ({
          ...chapter,
          title: text(title, limits.episodeText),
        })),
    persons: list(episode.persons, limits.episodeValues)?.map(({ name, ...person }) => ({
      name: asName(shortenTo(tidyText(name), limits.episodeName)),
      ...person,
    })),
    soundbites: list(episode.soundbites, limits.episodeValues)?.map(({ title, ...soundbite }) => ({
      ...soundbite,
      ...defined({ title: text(title, limits.episodeName) }),
    })),
    alternate_enclosures: list(episode.alternates, limits.episodeValues)?.map(
      ({ isDefault, title, rel, codecs, ...alternate }) => ({
        ...alternate,
        ...defined({
          title: text(title, limits.episodeDisplay),
          rel: text(rel, limits.episodeDisplay),
          codecs: text(codecs, limits.episodeName),
          default: isDefault,
        }),
      }),
    ),
    license: license && { ...license, name: text(license.name, limits.episodeName) },
    funding: list(episode.funding, limits.episodeValues)?.map(({ url, label }) => ({
      url,
      ...defined({ text: text(label, limits.episodeName) }),
    })),
    txt: list(episode.txt, limits.episodeValues)?.map(({ text: written, purpose }) => ({
      text: written.slice(0, limits.txtText),
      ...defined({ purpose: text(purpose, limits.episodeName) }),
    })),
    block,
  };
  return defined(map);
}

const text = (written: string | undefined, most: number): string | undefined =>
  written === undefined ? undefined : asMarkup(shortenTo(tidyText(written), most), readName) || undefined;

const withName = (number: number, key: string, name: string | undefined): unknown =>
  name === undefined ? number : { number, [key]: name };

const list = <T>(values: readonly T[] | undefined, most: number): T[] | undefined => values?.slice(0, most);

const defined = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
