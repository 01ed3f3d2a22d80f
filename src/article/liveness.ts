/** When readers see an article. */

import type { ArticleHead } from './article.ts';

/** Whether readers see an article at a moment, and when that changes next. */
export function liveness(
  article: Pick<ArticleHead, 'published' | 'embargo' | 'expires'>,
  now: number,
): { live: boolean; wakeAt: number | null } {
  const { published, embargo = published, expires = Infinity } = article;
  const begins = Math.max(published, embargo);
  if (now >= expires) return { live: false, wakeAt: null };
  if (now < begins) return { live: false, wakeAt: begins };
  return { live: true, wakeAt: Number.isFinite(expires) ? expires : null };
}
