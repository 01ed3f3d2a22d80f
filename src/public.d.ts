/**
 * What the package exports: the worker of a site. `npm run build` puts this file beside the JavaScript of src/worker.ts. It
 * names less than the classes have: what only edgefeed calls may change with every version.
 */

import type { DurableObject } from 'cloudflare:workers';

/** Bindings, vars and secrets of the worker. docs/deploying.md explains each. */
export interface Bindings {
  /** Rendered feeds, pages and files. */
  DOCUMENTS: KVNamespace;
  /** The one object of the class `Catalog`. */
  CATALOG: DurableObjectNamespace;
  /** Objects of the class `Parser`. Without them the worker parses, which takes more CPU than the free plan has. */
  PARSER?: DurableObjectNamespace;
  /** The one object of the class `Outbound`. Without it nothing goes out: the site has no hub. */
  OUTBOUND?: DurableObjectNamespace;
  /** Files beside the articles; without it they are in KV. */
  FILES?: R2Bucket;
  VERSION?: WorkerVersionMetadata;
  WRONG_TOKENS?: RateLimit;
  CATALOG_READS?: RateLimit;
  /** One token, or several separated by white space. Without it publishing is off. */
  PUBLISH_TOKEN?: string;
  /** Likewise; allows reading the status and the manifest. */
  STATUS_TOKEN?: string;
  /** The address of the site. The other settings of docs/deploying.md are vars likewise. */
  SITE_URL: string;
}

/** Answers every request of the site. */
declare const worker: {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Response | Promise<Response>;
};
export default worker;

/** The one writer: every article, in SQLite. */
export declare class Catalog extends DurableObject<Bindings> {}

/** Parses batches of articles, and checks uploaded files. */
export declare class Parser extends DurableObject<Bindings> {}

/** Sends what goes out: changed feeds to the subscribers of the hub, and pings to another hub. */
export declare class Outbound extends DurableObject<Bindings> {}
