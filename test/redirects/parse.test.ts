import { describe, expect, it } from 'vitest';
import { limits } from '../../src/limits.ts';
import { parseRedirects } from '../../src/redirects/parse.ts';

const site = 'https://feeds.example';

/** The rules that remain, and the problems as `line:column severity message`. */
function parsed(source: string) {
  const result = parseRedirects(source, site);
  return {
    status: result.status,
    rules: result.status === 'redirects' ? result.rules : [],
    problems: result.problems.map(
      ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
    ),
  };
}

const rulesOf = (source: string) => {
  const { rules, problems } = parsed(source);
  expect(problems).toEqual([]);
  return rules.map(({ from, to, status, query }) => [from, to, status, ...(query ? [query] : [])]);
};

describe('a line', () => {
  it.each([
    ['/old /new', ['/old', '/new', 301]],
    ['/old/ /new 301', ['/old', '/new', 301]],
    ['  /old\t/new   302  ', ['/old', '/new', 302]],
    ['/old /new 303', ['/old', '/new', 303]],
    ['/old /new 307', ['/old', '/new', 307]],
    ['/old /new 308 # moved', ['/old', '/new', 308]],
    ['/old /new # moved', ['/old', '/new', 301]],
    ['/old /new#part 301', ['/old', '/new#part', 301]],
    ['/old https://other.example/x?y=1 301', ['/old', 'https://other.example/x?y=1', 301]],
    ['/old https://feeds.example/new', ['/old', '/new', 301]],
    ['https://feeds.example/old /new', ['/old', '/new', 301]],
    ['/old /知乎', ['/old', '/%E7%9F%A5%E4%B9%8E', 301]],
    ['/知乎/* /articles/:splat', ['/知乎/*', '/articles/:splat', 301]],
    ['/:year/:month/:slug /articles/:slug', ['/:year/:month/:slug', '/articles/:slug', 301]],
    ['/store id=:id /articles/:id 301', ['/store', '/articles/:id', 301, [['id', ':id']]]],
    [
      '/store a=1 b=:b /x 301',
      [
        '/store',
        '/x',
        301,
        [
          ['a', '1'],
          ['b', ':b'],
        ],
      ],
    ],
    ['/index.php?p=5 /articles/five', ['/index.php', '/articles/five', 301, [['p', '5']]]],
    ['/?p=5 /articles/five', ['', '/articles/five', 301, [['p', '5']]]],
    ['/* https://other.example/:splat', ['/*', 'https://other.example/:splat', 301]],
  ])('is read: %s', (line, rule) => expect(rulesOf(line)).toEqual([rule]));

  it('may be empty or a comment, after any line break, with a BOM', () => {
    expect(rulesOf('\uFEFF# redirects\r\n\r\n/a /b\r\n   # more\r\n/c /d\r\n').map(([from]) => from)).toEqual(
      ['/a', '/c'],
    );
    expect(rulesOf('/a /b\r/c /d\r')).toHaveLength(2);
    expect(rulesOf('')).toEqual([]);
  });

  it.each([
    ['/old', '1:1 error the line does not say where "/old" leads; write it like "/old /new 301"'],
    ['old /new', '1:1 error "old" is not a path of this site; let it begin with /'],
    ['/old new', '1:1 error the line does not say where "/old" leads; write it like "/old /new 301"'],
    [
      '/old /new 310',
      '1:11 error "310" is not the status of a redirect; write one of 301, 302, 303, 307, 308, or leave it out',
    ],
    [
      '/old /new permanent',
      '1:11 error "permanent" is not the status of a redirect; write one of 301, 302, 303, 307, 308, or leave it out',
    ],
    [
      '/old javascript:alert(1)',
      '1:6 error "javascript:alert(1)" is not a web address; write a path that begins with /, or one that begins with https://',
    ],
    ['/old //other.example/x', '1:6 error "//other.example/x" leads to another site; begin it with https://'],
    [
      '/old/* https://:splat',
      '1:8 error "https://:splat" has a placeholder or a user in its host; write the host out',
    ],
    [
      '/old/:a https://other.example:a/',
      '1:9 error "https://other.example:a/" has a placeholder or a user in its host; write the host out',
    ],
    ['/a*b*c /x', '1:1 error "/a*b*c" is not understood: its part "a*b*c" has two placeholders; change that'],
    ['/*/a/* /x', '1:1 error "/*/a/*" is not understood: it has two splats (*); change that'],
    ['/:a/:a /x', '1:1 error "/:a/:a" is not understood: it has :a twice; change that'],
    [
      '/%zz /x',
      '1:1 error "/%zz" is not understood: its part "%zz" is not percent-encoded UTF-8; change that',
    ],
    ['/a /a', '1:1 error this rule leads back to its own address; change where it leads, or remove it'],
    ['/a /a?x=1', '1:1 error this rule leads back to its own address; change where it leads, or remove it'],
    ['/a /a/', '1:1 error this rule leads back to its own address; change where it leads, or remove it'],
    [
      '/a/:x /a/:x/',
      '1:1 error this rule leads back to its own address; change where it leads, or remove it',
    ],
    [
      `/${'a'.repeat(limits.redirectLine)} /b`,
      '1:1 error the line has more than 1000 characters; shorten it',
    ],
  ])('that cannot be read is an error, which keeps the file back: %s', (line, problem) => {
    const { status, problems } = parsed(line);
    expect(problems).toEqual([problem]);
    expect(status).toBe('error');
  });

  it.each([
    [
      '/old /new 200',
      '1:11 warning rewrites and proxies (200) are not supported, so the line was left out; make it a redirect with 301, or remove it',
    ],
    [
      '/* /404.html 404',
      '1:14 warning custom pages for 404 are not supported, so the line was left out; make it a redirect with 301, or remove it',
    ],
    [
      '/ /anz 302 Country=au,nz',
      '1:12 warning conditions such as "Country=au,nz" are not supported, so the line was left out; remove the condition, or the line',
    ],
    [
      '/a /b Language=en',
      '1:7 warning conditions such as "Language=en" are not supported, so the line was left out; remove the condition, or the line',
    ],
    [
      'https://old.example/a /b',
      '1:1 warning "https://old.example/a" is an address of another site, so the line was left out; remove it',
    ],
    [
      '/rss.xml /b',
      '1:1 warning "/rss.xml" is an address of the site itself, which always answers, so this line was left out; remove it',
    ],
    [
      '/ /b',
      '1:1 warning "/" is an address of the site itself, which always answers, so this line was left out; remove it',
    ],
    [
      '/api/* /b',
      '1:1 warning "/api/*" is an address of the site itself, which always answers, so this line was left out; remove it',
    ],
  ])('that has no effect is a warning, and left out: %s', (line, problem) => {
    const { status, rules, problems } = parsed(`${line}\n/c /d`);
    expect(problems).toEqual([problem]);
    expect(status).toBe('redirects');
    expect(rules.map(({ from }) => from)).toEqual(['/c']);
  });

  it('that asks for more than is done is a warning, and kept', () => {
    const forced = parsed('/old /new 301!');
    expect(forced.rules).toHaveLength(1);
    expect(forced.problems).toEqual([
      '1:11 warning a rule never comes before an article or a feed, so the ! was left out; remove it',
    ]);
    expect(parsed('/a/:slug /b/:slgu').problems).toEqual([
      '1:10 warning the address has no :slgu, so :slgu stays as it is written; correct one of the two',
    ]);
    expect(parsed('/a /b/:splat').problems).toEqual([
      '1:4 warning the address has no *, so :splat stays as it is written; write * in the address, or write the target out',
    ]);
  });
});

describe('a file', () => {
  it('has one rule for each address, the topmost', () => {
    const { rules, problems } = parsed('/a /b\n/a/ /c\n/%61 /d\n/x y=1 z=2 /e\n/x z=2 y=1 /f\n/x /g\n');
    expect(rules.map(({ to }) => to)).toEqual(['/b', '/e', '/g']);
    expect(problems.map((problem) => problem.slice(0, 30))).toEqual([
      '2:1 warning line 1 is a rule f',
      '3:1 warning line 1 is a rule f',
      '5:1 warning line 4 is a rule f',
    ]);
  });

  it('names rules that another one above hides', () => {
    const { rules, problems } = parsed('/blog/* /articles/:splat\n/blog/a /articles/b\n');
    expect(rules).toHaveLength(2);
    expect(problems).toEqual([
      '2:1 warning line 1 has this address too, and comes first; move this line above it, or remove it',
    ]);
  });

  it('has no circles', () => {
    expect(parsed('/a /b?x=1\n/b /a\n/d x=1 /b\n').problems).toEqual([
      '1:1 error this rule leads in a circle, through line 2; change where it leads, or remove it',
      '2:1 error this rule leads in a circle, through line 1; change where it leads, or remove it',
    ]);
    expect(parsed('/a /b\n/b /c\n/c /a\n/d /a\n').problems).toEqual([
      '1:1 error this rule leads in a circle, through line 3; change where it leads, or remove it',
      '2:1 error this rule leads in a circle, through line 1; change where it leads, or remove it',
      '3:1 error this rule leads in a circle, through line 2; change where it leads, or remove it',
    ]);
    expect(parsed('/x/* /y/:splat\n/y/* /x/:splat\n').status).toBe('error');
    // It grows for ever.
    expect(parsed('/x/* /y/a/:splat\n/y/* /x/b/:splat\n').status).toBe('error');
    expect(parsed('/* /articles/:splat\n').problems).toEqual([]);
  });

  it('has as many rules as Cloudflare Pages takes', () => {
    const lines = (n: number, line: (i: number) => string) =>
      Array.from({ length: n }, (_, i) => line(i)).join('\n');
    const { rules, problems } = parsed(
      `${lines(limits.staticRedirects + 2, (i) => `/s${i} /articles/a`)}\n${lines(limits.dynamicRedirects + 1, (i) => `/d${i}/* /articles/a`)}`,
    );
    expect(rules).toHaveLength(limits.staticRedirects + limits.dynamicRedirects);
    expect(problems).toEqual([
      '2001:1 warning a file may have 2000 rules without * or :name, so this line was left out; merge some, or remove it',
      '2002:1 warning a file may have 2000 rules without * or :name, so this line was left out; merge some, or remove it',
      '2103:1 warning a file may have 100 rules with * or :name, so this line was left out; merge some, or remove it',
    ]);
    const large = parsed(`# ${'x'.repeat(limits.redirectsBytes)}`);
    expect(large.status).toBe('error');
    expect(large.problems[0]).toContain('more than the 500000 allowed');
  });
});
