/** The files of a site. */

import type { SiteFacts } from '../answers.ts';
import { tableAt, type Table } from '../generators/values.ts';
import { gitignore, mergedGitignore } from './gitignore.ts';
import { mergedPackage, newPackage, versionsOf } from './package-json.ts';
import { npmrc } from './npmrc.ts';
import { readme } from './readme.ts';
import { welcomeArticle } from './welcome.ts';
import { workerSource } from './worker.ts';
import { workflow } from './workflow.ts';
import { wranglerToml } from './wrangler-toml.ts';

export interface SiteFile {
  /** Relative to the folder of the site, with `/`. */
  path: string;
  text: string;
  /** What it is for, in a few words. */
  about: string;
  /** Adds to a file that is there, which keeps all it has. Absent: such a file stays as it is. @throws SyntaxError */
  merge?: (existing: string) => string;
}

/** What edgefeed brings, and what differs each time. */
export interface Making {
  /** edgefeed's own package.json and wrangler.toml. */
  packageJson: Table;
  wrangler: Table;
  /** The package of a checkout, relative to the site, with `/`. */
  tarball?: string | undefined;
  /** ISO 8601, with its offset. */
  date: string;
  /** UUID. */
  id: string;
  /** The number of the first rate limit. */
  firstLimit: number;
  /** Whether the content folder has anything, and whether GitHub would find a workflow of the folder. */
  hasContent: boolean;
  isTopOfRepository: boolean;
}

/** In the order in which they are written: with its configuration, the last one, the folder becomes a site. */
export function siteFiles(site: SiteFacts, making: Making): SiteFile[] {
  const versions = versionsOf(making.packageJson, making.tarball);
  const isInPlace = site.blog?.folder === '.';
  return [
    {
      path: 'package.json',
      text: newPackage(site.name, versions),
      about: 'commands and dependencies',
      merge: (existing) => mergedPackage(existing, versions),
    },
    { path: '.gitignore', text: gitignore, about: 'what git leaves out', merge: mergedGitignore },
    // A blog has settings of npm and a README of its own, or its generator would make a page of this one.
    ...(isInPlace
      ? []
      : [
          { path: '.npmrc', text: npmrc, about: 'hides warnings about Node' },
          { path: 'README.md', text: readme(site), about: 'commands and deploying' },
        ]),
    ...(site.blog || making.hasContent
      ? []
      : [{ ...welcomeArticle(site, making.date, making.id), about: 'the first article' }]),
    ...((isInPlace || !site.blog) && making.isTopOfRepository
      ? [{ path: site.workflow, text: workflow, about: 'publishes each push to GitHub' }]
      : []),
    { path: site.main, text: workerSource(making.wrangler), about: 'the worker' },
    {
      path: 'wrangler.toml',
      text: wranglerToml(site, making.wrangler, making.firstLimit),
      about: 'settings',
    },
  ];
}

/** Whether a wrangler configuration is that of a site of edgefeed: it has the class of the catalog. */
export function isSite(values: Table): boolean {
  const bindings = tableAt(values, 'durable_objects')['bindings'];
  return Array.isArray(bindings) && bindings.some((row: Table) => row?.['class_name'] === 'Catalog');
}
