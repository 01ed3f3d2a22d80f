/** The button with the ways to subscribe to a scope. Without a script it opens, and everything but copying works. */

import { scopeLabel, type FeedScope } from '../site/scope.ts';
import { feedsOf, podcastOf, type PodcastShow } from './feed-links.ts';
import { iri } from './iri.ts';
import { podcastApps } from './podcast-apps.ts';
import type { View } from './view.ts';

interface SubscribeProps {
  scope: FeedScope;
  /** The show of the scope, or of the episode; absent: there is none. */
  show?: PodcastShow | undefined;
  view: View;
  /** The text of the button. Absent: "Subscribe". */
  label?: string;
  /** Whether the scope has a show and no article, and so no feeds but the podcast. */
  isPodcastOnly?: boolean;
}

export function Subscribe(props: SubscribeProps) {
  const { scope, show, view, label = view.text.subscribe, isPodcastOnly = false } = props;
  const { site, text } = view;
  return (
    <details class="subscribe">
      <summary>{label}</summary>
      <div>
        {show && <Podcast feed={podcastOf(site, show).href} view={view} />}
        {!isPodcastOnly && <Feeds scope={scope} view={view} />}
        <p>
          <a href="/feeds.opml">{text.allFeeds}</a>
        </p>
      </div>
    </details>
  );
}

/** The ways to read a scope: in a reader on this device, or by the address of a feed. */
function Feeds({ scope, view }: Pick<SubscribeProps, 'scope' | 'view'>) {
  const { site, text } = view;
  const feeds = feedsOf(site, scope);
  // Every reader supports the first format.
  const address = feeds[0]!.href;
  return (
    <>
      <p>
        <strong>{text.subscribeTo(scopeLabel(scope))}</strong>
      </p>
      <p class="soft">{text.howToSubscribe}</p>
      <Address address={address} view={view} />
      <p class="formats">
        {feeds.map(({ name, href, type }) => (
          <a href={iri(href.slice(site.url.length))} type={type}>
            {name}
          </a>
        ))}
      </p>
      {/*
        Readers on this device register the scheme; there is no standard of it, but it is old and common. Its other
        form, `feed:https://…`, is no valid URL (https://url.spec.whatwg.org/#path-relative-scheme-less-url-string).
      */}
      <p>
        <a href={address.replace(/^https?/, 'feed')}>{text.openInReader}</a>
      </p>
    </>
  );
}

/** The ways to hear a podcast: in an app on this device, or by its address. */
function Podcast({ feed, view }: { feed: string; view: View }) {
  const { text } = view;
  return (
    <>
      <p>
        <strong>{text.listenIn}</strong>
      </p>
      <p class="formats">
        {podcastApps.map(({ name, link }) => (
          <a href={link(feed)}>{name}</a>
        ))}
      </p>
      <p class="soft">{text.howToListen}</p>
      <Address address={feed} view={view} />
    </>
  );
}

function Address({ address, view: { text } }: { address: string; view: View }) {
  return (
    <p class="address">
      <code dir="ltr">{iri(address)}</code>
      <button type="button" hidden data-copy={address} data-done={text.copied} aria-live="polite">
        {text.copy}
      </button>
    </p>
  );
}
