/**
 * Where authors write the fields of an episode: in a map of their own (`podcast: {season: 2}`), or at the top of the front
 * matter, where many keys begin with the name of a namespace.
 */

/** Maps of an episode's fields, and keys of a text that has another meaning: `episode: 12`. */
export const episodeMaps = ['podcast', 'episode', 'itunes'] as const;

export interface Keys {
  /** In the maps. */
  inside: readonly string[];
  /** In the front matter. */
  top: readonly string[];
}

const words = (inside: string, top: string): Keys => ({ inside: inside.split(' '), top: top.split(' ') });

/** In lower case; `plainKey` says which spellings are the same. The first one with a usable value counts. */
export const episodeKeys = {
  title: words('title itunes_title', 'itunes_title itunes:title episode_title'),
  season: words(
    'season season_number',
    'season season_number podcast_season podcast:season itunes_season itunes:season',
  ),
  seasonName: words('season_name', 'season_name'),
  number: words(
    'episode episode_number number',
    'episode episode_number episode_no podcast_episode podcast:episode itunes_episode itunes:episode',
  ),
  display: words('display episode_display', 'episode_display'),
  type: words('episode_type type', 'episode_type itunes_episode_type itunes:episodetype'),
  explicit: words('explicit', 'explicit podcast_explicit itunes_explicit itunes:explicit'),
  image: words(
    'image cover cover_image artwork img',
    'episode_image podcast_image itunes_image itunes:image episode_artwork',
  ),
  transcripts: words(
    'transcripts transcript transcript_url transcript_file',
    'transcripts transcript podcast:transcript podcast_transcript transcript_url transcript_file',
  ),
  chapters: words(
    'chapters chapters_url chapters_file',
    'chapters podcast:chapters podcast_chapters chapters_url chapters_file psc:chapters',
  ),
  persons: words('persons people person', 'persons podcast:person podcast_persons'),
  hosts: words('hosts host cohosts', 'hosts host cohosts'),
  guests: words('guests guest', 'guests guest'),
  soundbites: words('soundbites soundbite', 'soundbites soundbite podcast:soundbite podcast_soundbites'),
  alternates: words(
    'alternate_enclosures alternate_enclosure alternates',
    'alternate_enclosures alternate_enclosure podcast:alternateenclosure',
  ),
  license: words('license', 'podcast_license podcast:license license'),
  funding: words('funding', 'funding podcast:funding podcast_funding'),
  txt: words('txt', 'txt podcast:txt podcast_txt'),
  block: words('block', 'itunes_block itunes:block podcast_block'),
} as const satisfies Record<string, Keys>;

export type EpisodeField = keyof typeof episodeKeys;

/** What is known of the audio or video, where its own map does not say it. */
export const sizeKeys = {
  length: words(
    'length size bytes filesize',
    'podcast_bytes podcast_length podcast_file_size podcast_size audio_size audio_bytes audio_length file_size',
  ),
  duration: words(
    'duration',
    'podcast_duration itunes_duration itunes:duration audio_duration episode_duration',
  ),
} as const satisfies Record<string, Keys>;

/** The same in keys that say it of audio alone: a recipe with a video has a duration that is not the video's. */
export const everydaySizeKeys = {
  length: { inside: [], top: ['length'] },
  duration: { inside: [], top: ['duration'] },
} as const satisfies Record<string, Keys>;

/** Of the address of the audio or video; a text counts if it has the ending of a file of such a kind. */
export const episodeFileKeys: readonly string[] = [
  'podcast_file podcast_url podcast_link podcast_audio audio_file audio_url audio_link audio_file_path episode_file',
  'media_url media_file video_file video_url mp3 mp3_url file',
  'podcast episode',
].flatMap((line) => line.split(' '));

/** Under these in a map there may be a map again: `podcast: {audio: {url: …}}`. */
export const innerMediumKeys: readonly string[] = ['audio', 'enclosure', 'video', 'audio_url', 'audio_file'];
