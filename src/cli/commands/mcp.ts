/** `edgefeed mcp`: gives the articles of a site to AI applications, by the Model Context Protocol. */

import { originOf } from '../client/target.ts';
import type { Define } from '../command.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { serveMcp } from '../mcp/server.ts';
import { readSite } from '../site.ts';

const help = `
The application starts this command, and asks it for articles: it has the tools search, read, list and changes. It reads
what everybody may read, and needs no token. docs/api.md has the lines that applications take.

Examples:
  $ npx --no edgefeed mcp
  $ npx --no edgefeed mcp https://feeds.example.com`;

export const define: Define = (command, finish) =>
  command
    .argument('[address]', 'Address of the site (default: SITE_URL of the wrangler configuration)')
    .addHelpText('after', help)
    .action(async (address: string | undefined) => {
      const site = address === undefined ? readSite().url : originOf(address, 'The address');
      await (await loaded()).serveMcp(site);
      finish(exitCodes.ok);
    });

/** The package of the protocol is optional: no other command needs it. */
async function loaded(): Promise<{ serveMcp: typeof serveMcp }> {
  try {
    return await import('../mcp/server.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const remedy = 'Install it beside edgefeed: `npm install @modelcontextprotocol/server`.';
    throw new CliError(exitCodes.usage, `The package @modelcontextprotocol/server is missing. ${remedy}`);
  }
}
