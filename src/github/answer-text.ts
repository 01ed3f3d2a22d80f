/** Reading what GitHub answers without letting it fill the memory. */

/** The addresses of trees and blobs, half of what a list of files has: each is made of what is known already. */
const address = /("url"\s*:\s*")[^"\\]+"/g;
/** UTF-16 code units that are looked at again with the next piece: an address may begin in one and end in the other. */
const overlap = 1_024;

/**
 * The text of an answer without the addresses in it.
 * @param most UTF-16 code units of what is kept
 * @returns undefined where there is more; the rest is not read then
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
