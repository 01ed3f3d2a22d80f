/** The entry: the app and the Durable Object class, nothing else. */

import { createApp } from './http/app.ts';

export { Catalog } from './catalog/catalog.ts';

export default createApp();
