/** `edgefeed init`: makes a site in a folder, or in that of an existing blog. It installs nothing, and needs no network. */

import type { Define } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { generatorNames } from '../init/generators/generators.ts';
import { makeSite, type InitOptions } from '../init/make-site.ts';
import { print } from '../output/line.ts';

const help = `
A blog of ${generatorNames.join(', ')} is recognised by its configuration,
which is read and never run. Existing files stay: a package.json and a .gitignore get what they lack.

Examples:
  $ npx --no edgefeed init my-feeds
  $ npx --no edgefeed init my-feeds --yes --title "My feeds" --address feeds.example.com
  $ npx --no edgefeed init .                       In the folder of a blog
  $ npx --no edgefeed init feeds --from ../blog    Elsewhere`;

export const define: Define = (command, finish) =>
  command
    .argument('[folder]', 'Folder of the site, which need not exist (default: the current one)')
    .option('-y, --yes', 'Ask nothing, and take the default where no option says otherwise')
    .option('--title <text>', 'Title of the site (default: that of the blog, else the name of the folder)')
    .option('--address <url>', 'Address where readers will find it (default: decided before deploying)')
    .option(
      '--language <tag>',
      'Language, like en or zh-CN (default: that of the blog, else of this machine)',
    )
    .option('--timezone <zone>', 'Zone of dates that name none, like Europe/Berlin (default: likewise)')
    .option('--description <text>', 'A sentence about the site (default: that of the blog)')
    .option('--name <name>', 'Name of the package and of the worker (default: made from that of the folder)')
    .option(
      '--from <folder>',
      'Folder of the blog to take over (default: the folder of the site, if it is one)',
    )
    .option('--no-from', 'Take no blog over')
    .option('--content <dir>', 'Folder of the articles (default: that of the blog, else content)')
    .addHelpText('after', help)
    .action(async (folder: string | undefined, options: InitOptions) => {
      for (const line of await makeSite(folder, options)) print(line);
      finish(exitCodes.ok);
    });
