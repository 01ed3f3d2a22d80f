/** Makes a site: decides what it is, plans its files, writes them, and says what was done. */

import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CliError, exitCodes } from '../exit.ts';
import { packageFolder } from '../folders.ts';
import type { Line } from '../output/line.ts';
import { readConfig, type SiteConfig } from '../site-config.ts';
import { contentSetting, readSite } from '../site.ts';
import { dateWithOffset } from '../source/new-article.ts';
import { readOption } from './answer.ts';
import { localAddress, type Answers, type SiteFacts } from './answers.ts';
import { checkoutPackage } from './checkout-package.ts';
import { siteFiles, type Making } from './files/site-files.ts';
import type * as Questions from './ask.ts';
import { findBlog } from './find-blog.ts';
import type { Table } from './generators/values.ts';
import { checkPlace, existingSite, hasEntries, isTopOfRepository } from './place.ts';
import { planFiles, replacing } from './plan.ts';
import { reportLines } from './report.ts';
import { siteFactsOf, type FoundBlog } from './site-facts.ts';
import { writeFiles } from './write-files.ts';

/** The options of the command. */
export interface InitOptions extends Partial<Answers> {
  yes?: boolean;
  description?: string;
  name?: string;
  content?: string;
  /** A folder; false with --no-from. */
  from?: string | boolean;
}

type Ask = typeof Questions;

/** @returns the lines to print @throws CliError when the site can't be made; nothing is written then */
export async function makeSite(named: string | undefined, options: InitOptions): Promise<Line[]> {
  const known = knownAnswers(options);
  const ask = options.yes ? undefined : await asking();
  ask?.begin();
  const folder = named ?? (await ask?.askFolder()) ?? '.';
  checkPlace(folder);
  const existing = existingSite(folder);
  const site = existing
    ? siteFactsOf({
        folder,
        answers: answersOf(existing),
        found: findBlog(folder, options.from),
        content: join(folder, contentSetting(existing)),
      })
    : await decide(folder, options, known, ask);
  const files = siteFiles(site, makingOf(folder, site));
  // Its settings hold, whichever of the three names of a configuration it has.
  const missing = existing ? files.filter(({ path }) => path !== 'wrangler.toml') : files;
  const planned = planFiles(folder, missing);
  const steps = ask ? await ask.askKept(planned, replacing) : planned;
  writeFiles(resolve(folder), steps);
  const lines = reportLines(folder, steps, site, existing === undefined);
  return ask ? ['', ...lines] : lines;
}

/** The questions are loaded only when they are asked. @throws CliError when there is no terminal */
async function asking(): Promise<Ask> {
  const { canAsk } = await import('../output/questions.ts');
  if (canAsk()) return import('./ask.ts');
  const remedy = 'Add --yes, and --title, --address, --language and --timezone where the defaults are wrong.';
  throw new CliError(exitCodes.usage, `There is no terminal to ask on. ${remedy}`);
}

async function decide(
  folder: string,
  options: InitOptions,
  known: Partial<Answers>,
  ask: Ask | undefined,
): Promise<SiteFacts> {
  const given = findBlog(folder, options.from);
  const found = ask && options.from === undefined ? await ask.askBlog(folder, given?.blog) : given;
  const { title, language, timezone } = { ...machine(), ...definedOf(found) };
  const defaults = {
    title: title ?? basename(resolve(folder)),
    address: localAddress,
    language,
    timezone,
    ...known,
  };
  const answers = ask ? await ask.askAnswers(known, defaults) : defaults;
  return siteFactsOf({ ...options, folder, answers, found });
}

const definedOf = (found: FoundBlog | undefined): Partial<Pick<Answers, 'title' | 'language' | 'timezone'>> =>
  found?.blog ?? {};

/** What the options say. @throws CliError for the first invalid one */
function knownAnswers(options: InitOptions): Partial<Answers> {
  const known: Partial<Answers> = {};
  for (const name of ['title', 'address', 'language', 'timezone'] as const) {
    const text = options[name];
    if (text !== undefined) known[name] = readOption(name, text);
  }
  return known;
}

/** The language and the time zone of this machine. */
function machine(): { title?: string; language: string; timezone: string } {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // Without the extension that the locale POSIX has: `en-US-u-va-posix`.
  return { language: new Intl.Locale(locale).baseName, timezone: timeZone || 'UTC' };
}

function answersOf(existing: SiteConfig): Answers {
  const { url, title, language, timezone } = readSite(existing);
  return { address: url, title, language, timezone };
}

const makingOf = (folder: string, site: SiteFacts): Making => ({
  packageJson: JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Table,
  wrangler: readConfig(join(packageFolder, 'wrangler.toml')).values,
  tarball: checkoutPackage(folder),
  date: dateWithOffset(new Date(), site.timezone),
  id: randomUUID(),
  firstLimit: randomInt(1_000, 1_000_000_000),
  hasContent: hasEntries(join(folder, site.content)),
  isTopOfRepository: isTopOfRepository(folder),
});
