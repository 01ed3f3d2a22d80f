/** A page for people who asked for something that they don't get. */

import { feedsOf } from './feed-buttons.tsx';
import { renderPage } from './layout.tsx';
import type { View } from './view.ts';

export interface Failure {
  /** Of HTTP. */
  status: number;
  /** In English: for what the pages have no words of their own. */
  title: string;
  /** What to do about it, likewise. */
  detail: string;
  /** Of the request, as the client wrote it. */
  path: string;
}

export function failurePage(view: View, { status, title, detail, path }: Failure): string {
  const { site, text } = view;
  const said = text.failures[status];
  return renderPage({
    view,
    title: said?.title ?? title,
    description: said?.detail ?? detail,
    url: site.url + path,
    feeds: feedsOf(site, { kind: 'all' }),
    unlisted: true,
    children: (
      <>
        <p class="kind">{status}</p>
        <div lang={said ? text.tag : 'en'}>
          <h1>{said?.title ?? title}</h1>
          <p>{said?.detail ?? detail}</p>
        </div>
        <p class="buttons">
          <a href="/">{text.home}</a>
          <a href="/search">{text.searchLabel}</a>
        </p>
      </>
    ),
  });
}
