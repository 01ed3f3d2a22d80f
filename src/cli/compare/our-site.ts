/** Where old addresses lead on this site. */

import { limits } from '../../limits.ts';
import { CliError, exitCodes } from '../exit.ts';
import { reasonOf } from '../remote/reason.ts';
import type { Requests } from '../remote/request.ts';

/** The end of the redirects. */
export interface Lead {
  /** Path with its parameters; an address for that of another site. */
  place: string;
  /** Of the last answer; 0: it was not asked, since the place is another site's, or the redirects do not end. */
  status: number;
  /** Media type, in lower case. */
  type: string | undefined;
  /** Whether it is led there at all, … */
  isLed: boolean;
  /** … and by permanent redirects only: readers take the new address over. */
  isPermanent: boolean;
}

export class OurSite {
  readonly origin: string;
  /** SITE_URL: redirects of the site lead there, though it is asked at its origin. */
  readonly #named: ReadonlySet<string>;
  readonly #requests: Requests;
  readonly #stop: AbortSignal;

  /** @param named origins of the site */
  constructor(origin: string, named: readonly string[], requests: Requests, stop: AbortSignal) {
    this.origin = origin;
    this.#named = new Set([origin, ...named]);
    this.#requests = requests;
    this.#stop = stop;
  }

  /** The address at which a document of the site is asked for. */
  askedAt(address: string): string {
    const url = new URL(address);
    return this.#named.has(url.origin) ? this.origin + url.pathname + url.search : address;
  }

  /** @param place path with its parameters @throws CliError if the site does not answer */
  async lead(place: string): Promise<Lead> {
    // Concatenated: a path may begin with two slashes, which resolved would be another host.
    let at = new URL(this.origin + place);
    let [isLed, isPermanent] = [false, true];
    for (let redirects = 0; ; redirects++) {
      const { status, headers } = await this.#head(at);
      const { location } = headers;
      const here = at.pathname + at.search;
      const type = /^[^;\s]+/.exec(headers['content-type'] ?? '')?.[0].toLowerCase();
      if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
        return { place: here, status, type, isLed, isPermanent };
      isLed = true;
      isPermanent &&= status === 301 || status === 308;
      const next = URL.parse(location, at.href);
      if (!next || !this.#named.has(next.origin) || redirects >= limits.remoteRedirects)
        return { place: next?.href ?? location, status: 0, type: undefined, isLed, isPermanent };
      at = new URL(this.origin + next.pathname + next.search);
    }
  }

  async #head(url: URL): ReturnType<Requests['send']> {
    try {
      return await this.#requests.send(url, 'HEAD', this.#stop);
    } catch (error) {
      this.#stop.throwIfAborted();
      throw new CliError(exitCodes.unreachable, `${url.href} cannot be asked: ${reasonOf(error)}.`, {
        cause: error,
      });
    }
  }
}
