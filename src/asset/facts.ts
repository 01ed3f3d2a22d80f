/** What is known of a file beside articles, read once from its bytes. */

import { limits } from '../limits.ts';

export interface AssetFacts {
  /** MIME type, by the content. */
  type: string;
  /** Length. */
  bytes: number;
  /** Of a picture or a video as it is shown, in pixels. */
  width?: number;
  height?: number;
  /** Of audio or video, in seconds. */
  duration?: number;
}

/** Whether a page shows what a file says, if it is the transcript or the chapters of an episode: short texts are read for that. */
export const isReadForPages = ({ type, bytes }: Pick<AssetFacts, 'type' | 'bytes'>): boolean =>
  bytes <= limits.sidecarBytes && /^(?:text\/|application\/(?:json|x-subrip))/.test(type);
