import { DurableObject } from 'cloudflare:workers';

/** The single writer: every article, in SQLite, and the work that a change causes. */
export class Catalog extends DurableObject<Env> {}
