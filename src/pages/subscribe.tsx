/** The button with the ways to subscribe to a scope. Without a script it opens, and everything but copying works. */

import { scopeLabel, type FeedScope } from '../site/scope.ts';
import { feedsOf } from './feed-links.ts';
import { iri } from './iri.ts';
import type { View } from './view.ts';

interface SubscribeProps {
  scope: FeedScope;
  view: View;
  /** The text of the button. Absent: "Subscribe". */
  label?: string;
}

export function Subscribe({ scope, view: { site, text }, label = text.subscribe }: SubscribeProps) {
  const feeds = feedsOf(site, scope);
  // Every reader supports the first format.
  const address = feeds[0]!.href;
  return (
    <details class="subscribe">
      <summary>{label}</summary>
      <div>
        <p>
          <strong>{text.subscribeTo(scopeLabel(scope))}</strong>
        </p>
        <p class="soft">{text.howToSubscribe}</p>
        <p class="address">
          <code dir="ltr">{iri(address)}</code>
          <button type="button" hidden data-copy={address} data-done={text.copied} aria-live="polite">
            {text.copy}
          </button>
        </p>
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
        <p>
          <a href="/feeds.opml">{text.allFeeds}</a>
        </p>
      </div>
    </details>
  );
}
