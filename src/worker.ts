/** The entry: the app and the Durable Object classes, nothing else. */

import { createApp } from './http/app.ts';

export { Catalog } from './catalog/catalog.ts';
export { Parser } from './http/api/parser.ts';
export { Outbound } from './outbound/outbound.ts';

export default createApp();
