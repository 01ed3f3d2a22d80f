import { expect, test } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';
import { RemoteNames } from '../../../src/cli/remote/remote-names.ts';

function named(body: string, fields = ''): Record<string, string> {
  const source = `---\ntitle: A\n${fields}---\n${body}\n`;
  const result = parseArticle({ path: 'a.md', source }, { siteUrl: 'https://s.example', timezone: 'UTC' });
  if (result.status !== 'article') throw new Error(result.status);
  const names = new RemoteNames('https://s.example');
  names.add({ path: 'a.md', spelled: 'a.md' }, source, result.article);
  return Object.fromEntries(
    Array.from(names.files, ([url, { use, places }]) => [
      url,
      `${use} ${places[0]!.line}:${places[0]!.column}`,
    ]),
  );
}

test('pictures, posters, candidates, audio and video are found, each by its place', () => {
  const body = [
    '![a](https://h.example/a.png)',
    '<img src="//h.example/b.png" srcset="https://h.example/c,1.png 2x">',
    '<video src="https://h.example/d.mp4" poster="https://h.example/e.png"></video>',
    '<audio><source src="https://h.example/f.mp3"></audio>',
  ];
  expect(named(body.join('\n\n'), 'audio: HTTPS://H.example/g.mp3\n')).toEqual({
    'https://h.example/a.png': 'picture 5:6',
    'https://h.example/b.png': 'picture 7:11',
    'https://h.example/c,1.png': 'picture 7:38',
    'https://h.example/d.mp4': 'media 9:13',
    'https://h.example/e.png': 'picture 9:46',
    'https://h.example/f.mp3': 'media 11:21',
    'https://h.example/g.mp3': 'media 3:8',
  });
});

test('addresses are found in the spellings that authors use', () => {
  const body =
    '![](https://h.example/图_(1).png)\n\n![](<https://h.example/a b.png>)\n\n<img src="https://h.example/x?a=1&amp;b=2#f">';
  expect(named(body)).toEqual({
    'https://h.example/%E5%9B%BE_(1).png': 'picture 4:5',
    'https://h.example/a%20b.png': 'picture 6:6',
    'https://h.example/x?a=1&b=2': 'picture 8:11',
  });
});

test('hundreds of pictures whose names begin alike have each their line', () => {
  const body = Array.from({ length: 300 }, (_, i) => `![](https://h.example/p_(${i}).png)`).join('\n');
  expect(named(body)['https://h.example/p_(299).png']).toBe('picture 303:5');
});

test('links, code, players of other sites, and files of the site itself are left out', () => {
  const body = [
    '[a](https://h.example/a.png)',
    '`![](https://h.example/b.png)`',
    '![](https://s.example/c.png)',
    '![](d.png)',
    '![](/images/e.png)',
  ];
  expect(named(body.join('\n\n'))).toEqual({});
});
