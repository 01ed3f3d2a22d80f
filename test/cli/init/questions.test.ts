import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../src/cli/exit.ts';
import { Workspace } from '../workspace.ts';
import { writeAll } from './blog-files.ts';
import { soon } from '../../soon.ts';

const enter = '\r';
const clear = '\x15';

/** The command on a pseudo-terminal. */
class Terminal {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #output = '';
  /** Where the answer to the last question begins. */
  #read = 0;

  constructor(work: Workspace, ...args: string[]) {
    const { program, env } = work.command(['init', ...args]);
    this.#child = spawn('script', ['-qec', `stty cols 200 rows 50; exec ${program}`, '/dev/null'], {
      cwd: work.folder,
      env: { ...env, TERM: 'xterm', NO_COLOR: '1' },
      stdio: 'pipe',
    });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
  }

  /** Waits for a question, and types the answer. */
  async answer(question: string, keys: string): Promise<void> {
    await vi.waitFor(() => {
      const unread = this.#output.slice(this.#read);
      if (!unread.includes(question)) throw new Error(`No "${question}" in: ${unread}`);
    }, soon);
    this.#read = this.#output.length;
    this.#child.stdin!.write(keys);
  }

  async end(): Promise<{ code: unknown; output: string }> {
    const [code] = await this.#ended;
    return { code, output: this.#output };
  }
}

const vars = (folder: string): unknown => parse(readFileSync(join(folder, 'wrangler.toml'), 'utf8'))['vars'];

describe('the questions of init', () => {
  test('are those for a new site, and refuse what is no answer', async () => {
    using work = new Workspace();
    const terminal = new Terminal(work);
    await terminal.answer('Which folder', `${clear}a${enter}`);
    await terminal.answer('Where do the articles', enter);
    await terminal.answer('What is the title', `${clear}My feeds${enter}`);
    await terminal.answer('At which address', `ftp://a${enter}`);
    await terminal.answer('"ftp://a" is none; set it to', `${clear}feeds.example.com${enter}`);
    await terminal.answer('Which language', `${clear}de${enter}`);
    await terminal.answer('Which time zone', `${clear}Europe/Berlin${enter}`);
    const { code, output } = await terminal.end();
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('made a site in a') });
    expect(vars(join(work.folder, 'a'))).toEqual({
      SITE_URL: 'https://feeds.example.com',
      SITE_TITLE: 'My feeds',
      SITE_LANGUAGE: 'de',
      TIMEZONE: 'Europe/Berlin',
      CONTENT: 'content',
    });
  });

  test('begin with what a blog says, leave out what options say, and ask before a file is replaced', async () => {
    using work = new Workspace();
    const config = 'title: "山\\e[31m间"\nlanguage: zh-CN\nsource_dir: source\n';
    writeAll(work.folder, {
      '_config.yml': config,
      '.github/workflows/publish.yml': 'name: My edgefeed\n',
      'source/_posts/': '',
    });
    const terminal = new Terminal(work, '.', '--timezone', 'UTC');
    await terminal.answer('This is a blog of Hexo (_config.yml). Publish its articles in', enter);
    await terminal.answer('What is the title', `${clear}Feeds${enter}`);
    await terminal.answer('At which address', enter);
    await terminal.answer('Which language', enter);
    await terminal.answer('publish.yml is there already. Replace it?', 'y');
    const { code, output } = await terminal.end();
    expect({ code, isSafe: output.includes('山\\x1b[31m间') }).toEqual({ code: 0, isSafe: true });
    expect(output).not.toContain('time zone are');
    expect(vars(work.folder)).toMatchObject({
      SITE_URL: 'http://127.0.0.1:8787',
      SITE_TITLE: 'Feeds',
      SITE_LANGUAGE: 'zh-CN',
      CONTENT: 'source/_posts',
    });
    expect(readFileSync(join(work.folder, '.github/workflows/publish.yml'), 'utf8')).toContain(
      'name: Publish',
    );
  });

  test.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', `${clear}\x04`],
    ['Esc', '\x1b'],
  ])('find a blog in another folder, and leave nothing after %s', async (_, key) => {
    using work = new Workspace();
    writeAll(join(work.folder, 'blog'), { 'hugo.toml': 'title = "Hugo"\n', 'texts/a.md': '' });
    const terminal = new Terminal(work, 'a');
    await terminal.answer('Where do the articles', `\x1b[B${enter}`);
    await terminal.answer('Which folder is the blog in', `content${enter}`);
    await terminal.answer('It has no configuration of Astro', `${clear}blog${enter}`);
    await terminal.answer('Which folder of the blog has the articles', `${clear}nowhere${enter}`);
    await terminal.answer('Write a folder below blog.', `${clear}texts${enter}`);
    await terminal.answer('What is the title', key);
    const { code, output } = await terminal.end();
    expect({ code, output }).toMatchObject({
      code: exitCodes.interrupted,
      output: expect.stringContaining('Hugo'),
    });
    expect(output).toContain('Interrupted. Nothing was written.');
    expect(existsSync(join(work.folder, 'a'))).toBe(false);
  });
});
