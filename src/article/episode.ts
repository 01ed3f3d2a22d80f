/**
 * What a podcast says of an episode beside its article. Texts are plain text on one line, addresses absolute http(s), times
 * seconds. The audio or video itself, with its length and duration, is the first of the article's `media`.
 */

/** A person of an episode or a show (https://podcasting2.org/podcast-namespace/tags/person). */
export interface Person {
  name: string;
  /** Of the Podcast Taxonomy, in lower case. Absent: `host`. */
  role?: string;
  /** Likewise. Absent: `cast`. */
  group?: string;
  img?: string;
  href?: string;
}

/** A license by its identifier of the SPDX, or another name with an address (https://podcasting2.org/podcast-namespace/tags/license). */
export interface License {
  name: string;
  url?: string;
}

/** Where listeners can pay (https://podcasting2.org/podcast-namespace/tags/funding). */
export interface Funding {
  url: string;
  label: string;
}

/** A text for services (https://podcasting2.org/podcast-namespace/tags/txt). */
export interface Txt {
  text: string;
  purpose?: string;
}

/** Text of what is said (https://podcasting2.org/podcast-namespace/tags/transcript). */
export interface Transcript {
  url: string;
  /** MIME type: `text/vtt`, `application/x-subrip` … */
  type: string;
  /** BCP 47. Absent: the language of the article. */
  language?: string;
  /** The file has the times of what is said. */
  rel?: 'captions';
}

/** A chapter (JSON Chapters 1.2; Podlove Simple Chapters 1.2). */
export interface Chapter {
  /** Seconds from the beginning, with up to three decimals. */
  start: number;
  title: string;
  href?: string;
  img?: string;
}

/** A part to try an episode by (https://podcasting2.org/podcast-namespace/tags/soundbite). */
export interface Soundbite {
  /** Seconds, with up to three decimals. */
  start: number;
  duration: number;
  title?: string;
}

/** How a file is told from a changed one (https://podcasting2.org/podcast-namespace/tags/integrity). */
export interface Integrity {
  type: 'sri' | 'pgp-signature';
  value: string;
}

/** The same in another encoding, or elsewhere (https://podcasting2.org/podcast-namespace/tags/alternate-enclosure). */
export interface Alternate {
  /** MIME type. */
  type: string;
  /** Bytes. */
  length?: number;
  /** Bits a second. */
  bitrate?: number;
  /** Of a video, in pixels. */
  height?: number;
  /** BCP 47. */
  language?: string;
  title?: string;
  rel?: string;
  /** RFC 6381: `opus`, `avc1.42E01E, mp4a.40.2`. */
  codecs?: string;
  /** A digest (https://www.w3.org/TR/SRI/), or a signature of PGP in base64. */
  integrity?: Integrity;
  /** It is the file of the enclosure. */
  isDefault?: true;
  /** Addresses of the file, at least one. */
  sources: string[];
}

export const episodeTypes = ['full', 'trailer', 'bonus'] as const;
export type EpisodeType = (typeof episodeTypes)[number];

/** Absent keys say nothing: an app takes what the show says. An article without any of them has no episode. */
export interface Episode {
  /** The title without the number (`itunes:title`). */
  title?: string;
  /** A whole number from 0; apps may show the name in its place (`podcast:season`). */
  season?: { number: number; name?: string };
  /** Decimals are allowed (`100.5`); apps may show `display` in its place (`podcast:episode`). */
  number?: { number: number; display?: string };
  type?: EpisodeType;
  explicit?: boolean;
  /** The cover of the episode. Absent: the article's image. */
  image?: string;
  transcripts?: Transcript[];
  /** A file of chapters in JSON. */
  chaptersFile?: { url: string; type: string };
  /** In their order. */
  chapters?: Chapter[];
  /** They replace those of the show. */
  persons?: Person[];
  soundbites?: Soundbite[];
  alternates?: Alternate[];
  license?: License;
  funding?: Funding[];
  txt?: Txt[];
  /** Directories of podcasts leave the episode out (`itunes:block`). */
  block?: true;
}

/** The transcript whose text the page of an article shows: one with the times of what is said. */
export const captionsOf = ({ transcripts = [] }: Pick<Episode, 'transcripts'>): Transcript | undefined =>
  transcripts.find(({ type }) => type === 'text/vtt' || type === 'application/x-subrip');
