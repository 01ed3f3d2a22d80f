import { join } from 'node:path';

/** The folder of the project, where `wrangler.toml` is. */
export const projectFolder: string = join(import.meta.dirname, '../..');
