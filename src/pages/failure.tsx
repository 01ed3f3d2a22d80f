/** A page for people who asked for something that they don't get. */

import { feedsOf } from './feed-buttons.tsx';
import { renderPage } from './layout.tsx';
import type { View } from './view.ts';

/** @param path of the request, as the client wrote it */
export function failurePage(view: View, title: string, detail: string, path: string): string {
  const { site, text } = view;
  return renderPage({
    view,
    title,
    description: detail,
    language: 'en',
    url: site.url + path,
    feeds: feedsOf(site, { kind: 'all' }),
    children: (
      <>
        <h1>{title}</h1>
        <p>{detail}</p>
        <p lang={text.tag}>
          <a href="/">{site.title}</a> · <a href="/search">{text.search}</a>
        </p>
      </>
    ),
  });
}
