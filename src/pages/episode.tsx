/** The audio and video of an article on its page, and what a podcast says of an episode. */

import { thumbnailUrl } from '../article/address.ts';
import type { Article, Media } from '../article/article.ts';
import { captionsOf, type Chapter, type Episode, type Person } from '../article/episode.ts';
import type { ArticleDocument } from '../store/documents.ts';
import { iri } from './iri.ts';
import type { View } from './view.ts';

/** Players above a text: an album has a dozen songs. */
const mostPlayers = 20;

interface Props {
  document: ArticleDocument;
  /** Of the article, BCP 47; empty if unknown. */
  language: string;
  view: View;
}

/** The player, the persons and the chapters; nothing if the article has no audio and no video. */
export function EpisodeHead({ document: { article, episodeTexts }, language, view }: Props) {
  const media = playedIn(article);
  const { episode = {} } = article;
  const chapters = episode.chapters ?? episodeTexts?.chapters ?? [];
  const [first = article.media[0]] = media;
  if (!first) return null;
  return (
    <section class="episode" lang={view.text.tag} aria-label={view.text.player}>
      <Facts episode={episode} medium={first} view={view} />
      {media.map((medium) => (
        <Player medium={medium} article={article} view={view} />
      ))}
      <Persons persons={episode.persons ?? []} view={view} />
      <Chapters chapters={chapters} medium={first} language={language} view={view} />
    </section>
  );
}

/** What plays, unless the text has a player of its own. */
function playedIn({ media, html }: Article): Media[] {
  if (/<(?:audio|video)\b/.test(html)) return [];
  return media.filter(({ type }) => /^(?:audio|video)\//.test(type)).slice(0, mostPlayers);
}

/** "Season 2 · Episode 5 · 52:14" */
function Facts({ episode, medium, view: { text } }: { episode: Episode; medium: Media; view: View }) {
  const { season, number, type, explicit } = episode;
  const facts = [
    season && (season.name ?? text.season(season.number)),
    number && (number.display ?? text.episode(number.number)),
    type !== undefined && type !== 'full' && text.episodeTypes[type],
    medium.duration !== undefined && medium.duration > 0 && clock(medium.duration),
    explicit && text.explicit,
  ].filter(Boolean);
  return facts.length > 0 ? <p class="soft">{facts.join(' · ')}</p> : null;
}

function Player({ medium: { url, type }, article, view }: { medium: Media; article: Article; view: View }) {
  if (type.startsWith('audio/')) return <audio controls preload="none" src={url} />;
  const { image, address, episode } = article;
  return (
    <video
      controls
      preload="none"
      playsinline
      src={url}
      {...(image !== undefined && { poster: iri(thumbnailUrl('', address)) })}
    >
      {(episode?.transcripts ?? [])
        // A browser loads no captions from elsewhere without the consent of that site.
        .filter(({ url, type }) => type === 'text/vtt' && url.startsWith(`${view.site.url}/`))
        .map(({ url, language = article.language ?? view.site.language }) => (
          <track kind="captions" src={url} srclang={language} label={language} />
        ))}
    </video>
  );
}

function Persons({ persons, view: { text } }: { persons: readonly Person[]; view: View }) {
  if (persons.length === 0) return null;
  return (
    <ul class="persons" aria-label={text.persons}>
      {persons.map(({ name, role = 'host', img, href }) => (
        <li>
          {img !== undefined && (
            <img src={img} alt="" width="40" height="40" loading="lazy" decoding="async" />
          )}
          <span>
            {href === undefined ? name : <a href={href}>{name}</a>}{' '}
            <small class="soft">{text.roles[role] ?? role}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Without a script, a link opens the file at the time (https://www.w3.org/TR/media-frags/). */
function Chapters({
  chapters,
  medium,
  language,
  view: { text },
}: {
  chapters: readonly Chapter[];
  medium: Media;
  language: string;
  view: View;
}) {
  if (chapters.length === 0) return null;
  return (
    <details class="fold chapters" open={chapters.length <= 12}>
      <summary>{text.chapters}</summary>
      <ol lang={language}>
        {chapters.map(({ start, title, href }) => (
          <li>
            <TimeLink start={start} medium={medium} /> {title}
            {href !== undefined && (
              <>
                {' '}
                <a href={href} class="soft">
                  {new URL(href).host}
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function TimeLink({ start, medium }: { start: number; medium: Media }) {
  const seconds = Math.floor(start);
  return (
    <a href={`${medium.url}#t=${seconds}`} data-at={start}>
      {clock(start)}
    </a>
  );
}

/** What is said, if the text of a file of this site is known, and links to all transcripts. */
export function Transcript({ document: { article, episodeTexts }, language, view: { text } }: Props) {
  const transcripts = article.episode?.transcripts ?? [];
  const [medium] = article.media;
  if (transcripts.length === 0 || !medium) return null;
  return (
    <details class="fold transcript" lang={text.tag}>
      <summary>{text.transcript}</summary>
      <ul>
        {transcripts.map(({ url, type, language: tag }) => (
          <li>
            <a href={url}>{[fileName(url), tag].filter(Boolean).join(' · ')}</a>{' '}
            <small class="soft">{type}</small>
          </li>
        ))}
      </ul>
      {episodeTexts?.transcript?.map(({ start, text: said, voice }) => (
        <p lang={captionsOf({ transcripts })?.language ?? language}>
          <TimeLink start={start} medium={medium} /> {voice !== undefined && <b>{voice}: </b>}
          {said}
        </p>
      ))}
    </details>
  );
}

function fileName(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1)!;
  try {
    return decodeURIComponent(name) || url;
  } catch {
    return name;
  }
}

/** `52:14`, `1:02:03` */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
