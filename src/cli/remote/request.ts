/** One request: for the head of an answer, or for a document. */

import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { limits } from '../../limits.ts';
import { version } from '../version.ts';

/** How the network is reached. */
export interface Network {
  /** All addresses of a host. */
  resolve(host: string): Promise<LookupAddress[]>;
  /** Whether an address of a machine may be connected to. */
  mayConnect(address: string): boolean;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
}

/** An answer whose body is still to be read. It must be read to its end, or destroyed. */
export interface Open extends Answer {
  body: http.IncomingMessage;
}

/** The address belongs to a machine that must not be asked. */
export class PrivateAddress extends Error {
  override name = 'PrivateAddress';
}

/** Sends requests over connections that are kept between two of them. */
export class Requests {
  readonly #network: Network;
  readonly #purpose: string;
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  /** @param purpose for the logs of the others: the command that asks */
  constructor(network: Network, purpose = 'check --remote') {
    this.#network = network;
    this.#purpose = purpose;
  }

  /**
   * Sends one request for the head of an answer; redirects are not followed.
   * @param method GET asks for the first byte only
   * @throws PrivateAddress, or the error of the network
   */
  async send(url: URL, method: 'HEAD' | 'GET', stop: AbortSignal): Promise<Answer> {
    const head = method === 'GET' ? { Range: 'bytes=0-0' } : undefined;
    const { status, headers, body } = await this.#open(url, method, { Accept: '*/*', ...head }, stop);
    // The answer to a HEAD has ended already, and its connection can be kept.
    if (method === 'HEAD') body.resume();
    else body.destroy();
    return { status, headers };
  }

  /**
   * Sends one request for a document; redirects are not followed.
   * @param accept media types
   * @param more headers, such as those that ask for the rest of a file
   * @throws PrivateAddress, or the error of the network
   */
  async get(url: URL, accept: string, stop: AbortSignal, more: http.OutgoingHttpHeaders = {}): Promise<Open> {
    return await this.#open(url, 'GET', { Accept: accept, ...more }, stop);
  }

  async #open(
    url: URL,
    method: 'HEAD' | 'GET',
    headers: http.OutgoingHttpHeaders,
    stop: AbortSignal,
  ): Promise<Open> {
    const { protocol, port, pathname, search } = url;
    if (protocol !== 'http:' && protocol !== 'https:') throw new PrivateAddress(`${protocol} is not http`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // Addresses are connected to without a look-up.
    if (isIP(host) && !this.#network.mayConnect(host)) throw new PrivateAddress(host);
    // Bounds the time to the head of the answer; those who read the body bound that.
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('late', 'TimeoutError')),
      limits.remotePatience,
    );
    const signal = AbortSignal.any([stop, late.signal]);
    const { request: begin } = protocol === 'https:' ? https : http;
    return await new Promise<Open>((resolve, reject) => {
      const request = begin({
        method,
        host,
        ...(port !== '' && { port }),
        path: pathname + search,
        headers: {
          'User-Agent': `edgefeed/${version()} (${this.#purpose})`,
          'Accept-Encoding': 'identity',
          ...headers,
        },
        agent: this.#agents[protocol],
        lookup: this.#lookup,
        maxHeaderSize: limits.remoteHeadBytes,
        signal,
      });
      request.once('error', reject);
      request.once('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        response.on('error', () => {});
        request.on('error', () => {});
        resolve({ status, headers, body: response });
      });
      request.end();
    }).finally(() => clearTimeout(timer));
  }

  /** The connection is made to the very addresses that were checked, so that a second answer of DNS changes nothing. */
  readonly #lookup: LookupFunction = (host, { all }, callback) => {
    const answer = (error: Error | null, addresses: LookupAddress[]): void => {
      if (all) callback(error, addresses);
      else callback(error, addresses[0]?.address ?? '', addresses[0]?.family);
    };
    void this.#checked(host).then(
      (addresses) => answer(null, addresses),
      (error: Error) => answer(error, []),
    );
  };

  async #checked(host: string): Promise<LookupAddress[]> {
    const addresses = await this.#network.resolve(host);
    const refused = addresses.find(({ address }) => !this.#network.mayConnect(address));
    if (refused) throw new PrivateAddress(refused.address);
    if (addresses.length === 0)
      throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
    return addresses;
  }

  /** Ends the connections that are kept. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }
}
