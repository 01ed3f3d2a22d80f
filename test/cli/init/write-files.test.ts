import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit.ts';
import { planFiles, replacing, type Step } from '../../../src/cli/init/plan.ts';
import { writeFiles } from '../../../src/cli/init/write-files.ts';
import { Workspace } from '../workspace.ts';

const file = (path: string, text: string, merge?: (existing: string) => string) => ({
  path,
  text,
  about: '',
  ...(merge && { merge }),
});
const files = [file('a/b/c', 'C'), file('list', 'new', (existing) => `${existing}more`), file('last', 'L')];

const entries = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('the files of a site', () => {
  test('are created, added to, kept, or the same', () => {
    using work = new Workspace();
    writeFileSync(join(work.folder, 'list'), 'old ');
    writeFileSync(join(work.folder, 'last'), 'mine');
    const steps = planFiles(work.folder, files);
    expect(steps.map(({ action }) => action)).toEqual(['create', 'change', 'keep']);
    writeFiles(work.folder, steps);
    expect(entries(work.folder)).toEqual(['a', 'a/b', 'a/b/c', 'content', 'last', 'list']);
    expect(readFileSync(join(work.folder, 'list'), 'utf8')).toBe('old more');
    const again = planFiles(work.folder, [file('a/b/c', 'C'), file('last', 'L')]);
    expect(again.map(({ action }) => action)).toEqual(['same', 'keep']);
    writeFiles(work.folder, [replacing(again[1]!)]);
    expect(readFileSync(join(work.folder, 'last'), 'utf8')).toBe('L');
  });

  test('are all undone if the last one can not be written, and folders made for them go', () => {
    using work = new Workspace();
    const site = join(work.folder, 'new/site');
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, 'list'), 'old ');
    const steps = planFiles(site, files);
    // Between the plan and the writing, another program takes the name.
    writeFileSync(join(site, 'last'), 'theirs');
    expect(() => writeFiles(site, steps)).toThrow(
      expect.objectContaining({
        exitCode: exitCodes.usage,
        message: `${site} can't be written (EEXIST), so nothing was. Check its permissions, and the space on the disk.`,
      }),
    );
    expect(entries(site)).toEqual(['last', 'list']);
    expect(readFileSync(join(site, 'list'), 'utf8')).toBe('old ');
    expect(readFileSync(join(site, 'last'), 'utf8')).toBe('theirs');
  });

  test('leave no folder of a site that could not be made', () => {
    using work = new Workspace();
    const site = join(work.folder, 'x/y');
    // A name that no file system has.
    const steps: Step[] = planFiles(site, [file('a', 'A'), file('n'.repeat(300), 'N')]);
    expect(() => writeFiles(site, steps)).toThrow(/can't be written \(ENAMETOOLONG\)/);
    expect(entries(work.folder)).toEqual(['content']);
  });

  test('replace no file that has just changed', () => {
    using work = new Workspace();
    writeFileSync(join(work.folder, 'list'), 'old ');
    const steps = planFiles(work.folder, files);
    writeFileSync(join(work.folder, 'list'), 'newer');
    expect(() => writeFiles(work.folder, steps)).toThrow(
      /list can't be changed: the file has just changed\./,
    );
    expect(entries(work.folder)).toEqual(['content', 'list']);
  });

  test('clear away what a killed run has left', () => {
    using work = new Workspace();
    for (const name of ['.edgefeed-init-old', '.edgefeed-init-new'])
      mkdirSync(join(work.folder, name, 'below'), { recursive: true });
    utimesSync(join(work.folder, '.edgefeed-init-old'), 1, 1);
    writeFiles(work.folder, planFiles(work.folder, [file('a', 'A')]));
    // The other one may belong to a run of this moment.
    expect(readdirSync(work.folder).sort()).toEqual(['.edgefeed-init-new', 'a', 'content']);
  });
});
