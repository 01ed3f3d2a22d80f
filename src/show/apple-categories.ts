/** The categories of Apple Podcasts (https://podcasters.apple.com/support/1691-apple-podcasts-categories). */

import { distance } from '../site/edit-distance.ts';
import type { AppleCategory } from './show.ts';

/** Name → its subcategories. */
const table: Readonly<Record<string, readonly string[]>> = {
  Arts: ['Books', 'Design', 'Fashion & Beauty', 'Food', 'Performing Arts', 'Visual Arts'],
  Business: ['Careers', 'Entrepreneurship', 'Investing', 'Management', 'Marketing', 'Non-Profit'],
  Comedy: ['Comedy Interviews', 'Improv', 'Stand-Up'],
  Education: ['Courses', 'How To', 'Language Learning', 'Self-Improvement'],
  Fiction: ['Comedy Fiction', 'Drama', 'Science Fiction'],
  Government: [],
  History: [],
  'Health & Fitness': [
    'Alternative Health',
    'Fitness',
    'Medicine',
    'Mental Health',
    'Nutrition',
    'Sexuality',
  ],
  'Kids & Family': ['Education for Kids', 'Parenting', 'Pets & Animals', 'Stories for Kids'],
  Leisure: [
    'Animation & Manga',
    'Automotive',
    'Aviation',
    'Crafts',
    'Games',
    'Hobbies',
    'Home & Garden',
    'Video Games',
  ],
  Music: ['Music Commentary', 'Music History', 'Music Interviews'],
  News: [
    'Business News',
    'Daily News',
    'Entertainment News',
    'News Commentary',
    'Politics',
    'Sports News',
    'Tech News',
  ],
  'Religion & Spirituality': [
    'Buddhism',
    'Christianity',
    'Hinduism',
    'Islam',
    'Judaism',
    'Religion',
    'Spirituality',
  ],
  Science: [
    'Astronomy',
    'Chemistry',
    'Earth Sciences',
    'Life Sciences',
    'Mathematics',
    'Natural Sciences',
    'Nature',
    'Physics',
    'Social Sciences',
  ],
  'Society & Culture': ['Documentary', 'Personal Journals', 'Philosophy', 'Places & Travel', 'Relationships'],
  Sports: [
    'Baseball',
    'Basketball',
    'Cricket',
    'Fantasy Sports',
    'Football',
    'Golf',
    'Hockey',
    'Rugby',
    'Running',
    'Soccer',
    'Swimming',
    'Tennis',
    'Volleyball',
    'Wilderness',
    'Wrestling',
  ],
  Technology: [],
  'True Crime': [],
  'TV & Film': ['After Shows', 'Film History', 'Film Interviews', 'Film Reviews', 'TV Reviews'],
};

/** Every category, then every subcategory with its category. */
const appleCategories: readonly AppleCategory[] = [
  ...Object.keys(table).map((name) => ({ name })),
  ...Object.entries(table).flatMap(([name, subs]) => subs.map((sub) => ({ name, sub }))),
];

/** `Society & Culture > Documentary` */
export const writtenCategory = ({ name, sub }: AppleCategory): string =>
  sub === undefined ? name : `${name} > ${sub}`;

/** A name without what is written in several ways: `TV and Film`, `stand up`. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/&amp;|&|\band\b/g, ' and ')
    .replaceAll(/[^a-z\d]/g, '');

const byName = new Map(
  appleCategories.flatMap((category): [string, AppleCategory][] => [
    [folded(writtenCategory(category)), category],
    [folded(category.sub ?? category.name), category],
  ]),
);

/** The category of a text: `Technology`, `Society & Culture > Documentary` (also with `/` or `:`), or a subcategory alone. */
export const appleCategoryOf = (text: string): AppleCategory | undefined => byName.get(folded(text));

/** Letters of a name that are compared. */
const longest = 60;

/** The words of names, of four letters or more: `Traveling` is like one of `Places & Travel`. */
const byWord = new Map(
  appleCategories
    .flatMap((category) =>
      (category.sub ?? category.name)
        .split(/[^A-Za-z]+/)
        .map((word): [string, AppleCategory] => [word.toLowerCase(), category]),
    )
    .filter(([word]) => word.length >= 4)
    .toReversed(),
);

/** The category whose name, or a word of it, is the most similar to a text. */
export function nearestCategory(text: string): string {
  const name = folded(text.slice(0, 2 * longest)).slice(0, longest);
  let [nearest, least] = ['', Infinity];
  for (const [known, candidate] of [...byName, ...byWord]) {
    const letters = distance(name, known);
    if (letters < least) [nearest, least] = [writtenCategory(candidate), letters];
  }
  return nearest;
}
