import { expect, it } from 'vitest';
import { FolderShows } from '../../../src/cli/source/folder-shows.ts';
import { parseShow } from '../../../src/show/parse.ts';
import { showFile } from '../../show/show-file.ts';

const media = [{ url: 'https://media.example/a.mp3', type: 'audio/mpeg' }];
const episode = (path: string, number?: number) => ({
  path,
  media,
  categories: ['audio'],
  ...(number !== undefined && { episode: { number: { number } } }),
});

function folder(type: string): FolderShows {
  const shows = new FolderShows('https://feeds.example');
  const path = 'audio/_show.md';
  const source = showFile(`type: ${type}\n`);
  const result = parseShow({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
  if (result.status === 'error') throw new Error('the show has an error');
  shows.add(path, source, result);
  return shows;
}

it('asks for the numbers of the episodes of a serial, at the line of its type', () => {
  const shows = folder('serial');
  for (const each of [episode('1.md', 1), episode('2.md', 1.5), episode('3.md'), episode('4.md', 0)])
    shows.addArticle(each);
  expect(shows.results()).toEqual([
    {
      path: 'audio/_show.md',
      status: 'show',
      problems: [
        {
          severity: 'warning',
          line: 6,
          column: 7,
          code: 'show',
          message:
            'the show is serial, and 3 episodes of it, such as 2.md, have no number from 1, as Apple Podcasts counts them; add a line like "episode: 1" to each',
        },
      ],
    },
  ]);
});

it.each([
  ['serial', 1],
  ['episodic', undefined],
])('asks for none, if the show is %s and the number is %j', (type, number) => {
  const shows = folder(type);
  shows.addArticle(episode('1.md', number));
  expect(shows.results()).toEqual([]);
});
