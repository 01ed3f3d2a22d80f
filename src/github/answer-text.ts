/** Reads the response of GitHub within a memory limit. */

/** The API URLs of trees and blobs, half of a file list. They are not needed: a path and an id make the same URL. */
const address = /("url"\s*:\s*")[^"\\]+"/g;
/** UTF-16 code units that are searched again with the next chunk: a URL may span two chunks. */
const overlap = 1_024;

/**
 * The text of a response without the API URLs.
 * @param most UTF-16 code units of the result
 * @returns undefined if it would be longer; the rest is not read then
 */
export async function textOfAnswer({ body }: Response, most: number): Promise<string | undefined> {
  if (!body) return '';
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let kept = 0;
  let rest = '';
  const take = (text: string, last: boolean): boolean => {
    const short = (rest + text).replace(address, '$1"');
    const end = last ? short.length : Math.max(0, short.length - overlap);
    texts.push(short.slice(0, end));
    rest = short.slice(end);
    kept += end;
    return kept + rest.length <= most;
  };
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (take(decoder.decode(value, { stream: !done }), done)) {
      if (done) return texts.join('');
    } else {
      await reader.cancel();
      return undefined;
    }
  }
}
