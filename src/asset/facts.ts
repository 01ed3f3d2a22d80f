/** What is known of a file beside articles, read once from its bytes. */

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
