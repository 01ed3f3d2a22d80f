/** What an author is told of the files of other sites. */

import type { Problem } from '../../article/problem.ts';
import { isVague, type Outcome, type Use } from './ask.ts';
import type { NamingPlace, RemoteFile } from './remote-names.ts';

/** Characters of an address in a message. */
const shown = 200;

const short = (url: string): string =>
  url.length <= shown ? url : `${url.slice(0, shown - 41)}…${url.slice(-40)}`;

const nouns: Readonly<Record<Use, string>> = { picture: 'picture', media: 'audio or video file' };

/** Yields a warning for each place of a file with which something is wrong. */
export function* warningsOf(
  url: string,
  { use, places, more }: RemoteFile,
  outcome: Outcome,
): Generator<{ path: string; problem: Problem }> {
  const fault = faultOf(url, use, outcome);
  const others = more === 0 ? '' : `; ${more} more articles name it`;
  for (const place of places) {
    const { path, line, column } = place;
    const message = fault === undefined ? contradiction(url, place, outcome) : fault + others;
    if (message !== undefined)
      yield { path, problem: { severity: 'warning', code: 'remote', line, column, message } };
  }
}

function faultOf(url: string, use: Use, outcome: Outcome): string | undefined {
  const what = `the ${nouns[use]} ${short(url)}`;
  switch (outcome.status) {
    case 'dead':
      return `${what} cannot be loaded: ${outcome.reason}; correct the address, or save the file beside the article`;
    case 'wrong-type':
      return `${what} is not one: its type is ${outcome.type ?? 'unknown'}; correct the address, or save the file beside the article`;
    case 'private':
      return `${what} was not asked: it leads to ${outcome.reason}, which readers on the internet cannot reach; correct the address, or add --allow-private`;
    case 'ok':
    case 'unasked':
      return undefined;
  }
}

/** Where the front matter says something else of an enclosure than its server. */
function contradiction(url: string, { said }: NamingPlace, outcome: Outcome): string | undefined {
  if (outcome.status !== 'ok' || said === undefined) return undefined;
  const { type, bytes } = outcome;
  // 0 stands for a length that is not known; `--write` replaces it.
  if (said.bytes && bytes !== undefined && said.bytes !== bytes)
    return `the article gives ${short(url)} a length of ${said.bytes} bytes, but the server ${bytes}; correct it`;
  const isOther = type !== undefined && mainOf(type) !== mainOf(said.type);
  return isOther && ![type, said.type].some((one) => isVague(one) || mainOf(one) === 'application')
    ? `the article gives ${short(url)} the type ${said.type}, but the server ${type}; correct it`
    : undefined;
}

const mainOf = (type: string): string => type.split('/', 1)[0]!;
