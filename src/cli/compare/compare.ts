/** Compares an old feed with the feeds of this site. */

import { feedFormats, formatOfFile, everyFormat, type FeedFormat } from '../../feed/formats.ts';
import { CliError, exitCodes } from '../exit.ts';
import { Downloads } from '../import/download/downloads.ts';
import { formatWait } from '../output/numbers.ts';
import type { Progress } from '../output/progress.ts';
import { networkFor } from '../remote/network.ts';
import { Requests } from '../remote/request.ts';
import { idsOf, placesOf, type Channel } from './channel.ts';
import { walkFeed, type FeedFacts, type WalkListener } from './feed-walk.ts';
import { askForLinks, type Links } from './links.ts';
import { OldFeed } from './old-feed.ts';
import { askForMissing, takeOutside, type OutsideFeeds } from './outside-feeds.ts';
import { OurSite, type Lead } from './our-site.ts';
import type { Format } from './read/document.ts';
import { placeOf, Side, type Outcome } from './side.ts';

export interface CompareOptions {
  /** A file or an address. */
  old: string;
  /** A feed in place of those of the site. */
  with?: string | undefined;
  /** Origin of the site. */
  site: string;
  /** Whether the site runs on this machine. */
  isLocal: boolean;
  allowPrivate?: boolean | undefined;
  stop: AbortSignal;
  progress: Progress;
}

/** A feed of ours, beside the old one. */
export interface Compared {
  /** Path, or the address that was given. */
  name: string;
  facts: FeedFacts;
  outcome: Outcome;
}

export interface Report {
  old: { facts: FeedFacts; feed: OldFeed; place?: string };
  /** Where the old address leads on this site; absent: the old feed does not say its address, or a feed was given. */
  lead?: Lead;
  /** The feed that those get who know the old one: their view decides. */
  decisive: Compared;
  others: Compared[];
  links: Links;
  /** Entries whose documents are in no feed: as many are neither kept, nor new, nor missing in each feed. */
  outside: OutsideFeeds[];
  channel: Channel;
  /** Documents that are not well-formed, with what is wrong. */
  broken: Map<string, string>;
}

/** @throws CliError if a feed cannot be read whole */
export async function compare(options: CompareOptions): Promise<Report> {
  const { stop, isLocal, allowPrivate, site, progress } = options;
  const waiting = (host: string, ms: number): void => progress.note(formatWait(host, ms));
  const network = { allowPrivate: allowPrivate === true || isLocal };
  const theirs = new Downloads({ allowPrivate, stop, waiting }, 'compare');
  const ours = new Downloads({ ...network, stop, waiting }, 'compare');
  const requests = new Requests(networkFor(network), 'compare');
  try {
    return await new Comparison(options, { theirs, ours, requests, site }).report();
  } finally {
    theirs.close();
    ours.close();
    requests.close();
  }
}

interface Connections {
  theirs: Downloads;
  ours: Downloads;
  requests: Requests;
  site: string;
}

/** The format of ours that takes the place of an old one. */
const successor: Readonly<Record<Format, FeedFormat>> = {
  RSS: 'rss',
  RDF: 'rss',
  Atom: 'atom',
  'JSON Feed': 'json',
};

class Comparison {
  readonly #options: CompareOptions;
  readonly #connections: Connections;
  readonly #broken = new Map<string, string>();

  constructor(options: CompareOptions, connections: Connections) {
    this.#options = options;
    this.#connections = connections;
  }

  async report(): Promise<Report> {
    const { old: what, with: given } = this.#options;
    const feed = new OldFeed();
    const { theirs } = this.#connections;
    this.#options.progress.stage('reading the old feed', undefined, 'entry');
    const facts = await this.#walk(what, theirs, (entry, document) => feed.add(entry, document));
    if (feed.entries.size === 0)
      throw new CliError(exitCodes.usage, `${what} has no entries, so there is nothing to compare.`);
    // What readers ask for: not where that leads today.
    const address = /^https?:/i.test(what) ? what : facts.self;
    const place = address === undefined ? undefined : placeOf(address);
    const old = { facts, feed, ...(place !== undefined && { place }) };
    return given === undefined ? await this.#withSite(old) : await this.#withGiven(old, given);
  }

  async #withGiven(old: Report['old'], given: string): Promise<Report> {
    const address = URL.parse(given);
    if (!address || !/^https?:$/.test(address.protocol))
      throw new CliError(
        exitCodes.usage,
        `--with is ${given}, which is no address. Write one like https://example.com/rss.xml.`,
      );
    const our = await this.#siteAt(given);
    const decisive = await this.#beside(old.feed, given, our, given);
    const outside = await this.#outside(old.feed, [decisive], our);
    const links = await this.#links(old.feed, decisive, our);
    const channel = idsOf(old, [decisive]);
    return { old, decisive, others: [], links, outside, channel, broken: this.#broken };
  }

  async #withSite(old: Report['old']): Promise<Report> {
    const { site } = this.#options;
    const our = await this.#siteAt(`${site}/rss.xml`);
    const { at } = old.facts;
    if (URL.parse(at)?.origin === our.origin)
      throw new CliError(
        exitCodes.usage,
        `${at} is a feed of this site already. Compare a copy of the old feed, saved from its old host.`,
      );
    const lead = old.place === undefined ? undefined : await our.lead(old.place);
    const path = lead?.status === 200 ? new URL(our.origin + lead.place).pathname : '';
    // The feeds of a category are beside one another, as those of the site are.
    const [, folder = '/', answers] = /^(.*\/)([^/]+)$/.exec(path) ?? [];
    const answering = formatOfFile.get(answers ?? '');
    const first = answering ?? successor[old.facts.format];
    const compared: Compared[] = [];
    for (const format of [first, ...feedFormats.filter((format) => format !== first)]) {
      const name = (answering ? folder : '/') + everyFormat[format].file;
      compared.push(await this.#beside(old.feed, our.origin + name, our, name));
    }
    const [decisive, ...others] = compared as [Compared, ...Compared[]];
    const outside = await this.#outside(old.feed, compared, our);
    const links = await this.#links(old.feed, decisive, our);
    const channel = { ...idsOf(old, compared), ...(await placesOf(old, our)) };
    return { old, ...(lead && { lead }), decisive, others, links, outside, channel, broken: this.#broken };
  }

  /** The site of a feed, which names itself by SITE_URL. */
  async #siteAt(feed: string): Promise<OurSite> {
    const { ours, requests } = this.#connections;
    this.#options.progress.stage('reading this site', undefined, 'entry');
    const { self, at } = await this.#walk(feed, ours, () => true, { onlyFirst: true, remedy: this.#remedy });
    const named = self === undefined ? [] : [new URL(self).origin];
    // At the end of the redirects: from http to https, or to the site's own domain.
    return new OurSite(new URL(at).origin, named, requests, this.#options.stop);
  }

  get #remedy(): string {
    const { isLocal } = this.#options;
    return isLocal
      ? 'Start the worker with `npm start`, or name one with --to.'
      : 'Check the address in --to or EDGEFEED_URL.';
  }

  async #beside(old: OldFeed, address: string, our: OurSite, name: string): Promise<Compared> {
    const side = new Side(old);
    const facts = await this.#walk(
      address,
      this.#connections.ours,
      (entry, document) => side.add(entry, document),
      { askedAt: (older) => our.askedAt(older), remedy: this.#remedy },
    );
    return { name, facts, outcome: side.outcome() };
  }

  async #walk(
    what: string,
    downloads: Downloads,
    entry: WalkListener['entry'],
    more: { onlyFirst?: boolean; askedAt?: (address: string) => string; remedy?: string } = {},
  ): Promise<FeedFacts> {
    const { stop, progress } = this.#options;
    const listener: WalkListener = {
      entry: (found, document) => {
        progress.advance();
        return entry(found, document);
      },
      document: (name) => progress.note(name),
      broken: (name, why) => void this.#broken.set(name, why),
    };
    return await walkFeed(what, { downloads, stop, listener, ...more });
  }

  async #links({ host }: OldFeed, { outcome }: Compared, our: OurSite): Promise<Links> {
    const { progress, stop } = this.#options;
    progress.stage('asking for old addresses', outcome.links.length, 'address');
    return await askForLinks(outcome.links, host, our, stop, () => progress.advance());
  }

  /** @param compared the decisive feed first */
  async #outside({ host }: OldFeed, compared: readonly Compared[], our: OurSite): Promise<OutsideFeeds[]> {
    const { progress, stop } = this.#options;
    const { missing } = compared[0]!.outcome;
    if (missing.length === 0) return [];
    progress.stage('asking for what no feed has', missing.length, 'address');
    const outside = await askForMissing(missing, host, our, stop, () => progress.advance());
    for (const { outcome } of compared) takeOutside(outcome, outside);
    return outside;
  }
}
