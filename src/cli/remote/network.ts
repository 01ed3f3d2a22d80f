/** The network of this machine, with or without its private addresses. */

import { lookup } from 'node:dns/promises';
import { isPublicAddress } from './public-address.ts';
import type { Network } from './request.ts';

/** @param options.allowPrivate whether private addresses are asked, too */
export const networkFor = ({ allowPrivate }: { allowPrivate?: boolean | undefined }): Network => ({
  resolve: (host) => lookup(host, { all: true }),
  mayConnect: (address) => allowPrivate === true || isPublicAddress(address),
});
