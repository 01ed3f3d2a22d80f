/** What a podcast says of an episode: the table of its fields. */

import type { Episode } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { fieldKeys } from '../../keys.ts';
import { readAll } from '../fields.ts';
import type { FrontMatter } from '../front-matter.ts';
import { readImage } from '../media.ts';
import type { Context, Read } from '../read.ts';
import { readAlternates, readChaptersFile, readFormats, readTranscripts } from './files.ts';
import { readFunding } from './funding.ts';
import { episodeKeys, type EpisodeField } from './keys.ts';
import { readLicense } from './license.ts';
import { readPersons } from './persons.ts';
import type { Places } from './places.ts';
import { readBlock, readExplicit, readNumber, readSeason, readType, textOf } from './texts.ts';
import { readChapters, readSoundbites } from './times.ts';
import { readTxt } from './txt.ts';

/** @returns undefined: no key says anything of an episode */
export function readEpisode(frontMatter: FrontMatter, places: Places, context: Context): Episode | undefined {
  const read = <T>(field: EpisodeField, reader: Read<T>): T | undefined =>
    places.read(episodeKeys[field], reader, context);
  const persons = readPersons((field) => places.of(episodeKeys[field]), context);
  const chapters = read('chapters', readChapters);
  const alternates = [
    ...readAll(fieldKeys.media, readFormats, frontMatter, context),
    ...(read('alternates', readAlternates) ?? []),
  ];
  const fields = {
    title: read('title', textOf(limits.episodeText)),
    ...numbersOf(read),
    type: read('type', readType),
    explicit: read('explicit', readExplicit),
    image: read('image', readImage),
    transcripts: read('transcripts', readTranscripts),
    chaptersFile: chapters ? undefined : read('chapters', readChaptersFile),
    chapters,
    persons: persons.length > 0 ? persons : undefined,
    soundbites: read('soundbites', readSoundbites),
    alternates: alternates.length > 0 ? alternates : undefined,
    license: read('license', readLicense),
    funding: read('funding', readFunding),
    txt: read('txt', readTxt),
    block: read('block', readBlock),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}

/** Season and number; `S02E05` is both, and names may have keys of their own. */
function numbersOf(
  read: <T>(field: EpisodeField, reader: Read<T>) => T | undefined,
): Pick<Episode, 'season' | 'number'> {
  const found = read('number', readNumber);
  const within: Episode['season'] = found?.season === undefined ? undefined : { number: found.season };
  const season = read('season', readSeason) ?? within;
  const name = season && (season.name ?? read('seasonName', textOf(limits.episodeName)));
  const display = found && (found.display ?? read('display', textOf(limits.episodeDisplay)));
  return {
    ...(season && { season: { number: season.number, ...(name !== undefined && { name }) } }),
    ...(found && { number: { number: found.number, ...(display !== undefined && { display }) } }),
  };
}
