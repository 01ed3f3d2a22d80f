/** The page that a browser shows for an error response. */

import { renderPage } from './layout.tsx';
import type { View } from './view.ts';

export interface ErrorContent {
  /** HTTP status code. */
  status: number;
  /** In English; used where the wording has no text for the status. */
  title: string;
  /** What is wrong and what to do about it; likewise. */
  detail: string;
  /** Of the request, not decoded. */
  path: string;
}

export function errorPage(view: View, { status, title, detail, path }: ErrorContent): string {
  const { site, text } = view;
  const known = text.errors[status];
  return renderPage({
    view,
    title: known?.title ?? title,
    description: known?.detail ?? detail,
    url: site.url + path,
    unlisted: true,
    children: (
      <>
        <p class="kind">{status}</p>
        <div lang={known ? text.tag : 'en'}>
          <h1>{known?.title ?? title}</h1>
          <p>{known?.detail ?? detail}</p>
        </div>
        <p class="buttons">
          <a href="/">{text.home}</a>
          <a href="/search">{text.searchLabel}</a>
        </p>
      </>
    ),
  });
}
