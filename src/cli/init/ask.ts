/** The questions of `init`. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../exit.ts';
import { askChoice, askText, askYesNo, beginQuestions } from '../output/questions.ts';
import { readAnswer } from './answer.ts';
import { localAddress, type Answers } from './answers.ts';
import { generatorNames, recognise } from './generators/generators.ts';
import type { Blog } from './generators/blog.ts';
import { inside } from './generators/folder-paths.ts';
import type { Step } from './plan.ts';
import type { FoundBlog } from './site-facts.ts';

export function begin(): void {
  beginQuestions('A new site. Ctrl-C ends, and nothing is written.');
}

export async function askFolder(): Promise<string> {
  return askText({
    question: 'Which folder is the site in? (. is this one; a new one is made)',
    initial: '.',
    refuse: (answer) => (answer === '' ? 'Write the name of a folder, or . for this one.' : undefined),
  });
}

/** @param here the blog in the folder of the site */
export async function askBlog(folder: string, here: Blog | undefined): Promise<FoundBlog | undefined> {
  if (here) {
    const question = `This is a blog of ${here.generator} (${here.files.join(', ')}). Publish its articles in ${here.content}?`;
    return (await askYesNo(question, true)) ? askContent({ blog: here, folder }) : undefined;
  }
  const choice = await askChoice('Where do the articles come from?', {
    new: 'Nowhere yet: begin with one',
    blog: `A blog in another folder: ${list(generatorNames)}`,
  });
  if (choice === 'new') return undefined;
  const path = await askText({
    question: 'Which folder is the blog in?',
    example: '../blog',
    refuse: (answer) => refuseBlog(answer),
  });
  return askContent({ blog: recognise(path)!, folder: path });
}

/** Asks for the folder of the articles if the configuration does not say it, or says one that is not there. */
async function askContent(found: FoundBlog): Promise<FoundBlog> {
  const { contentIsGuess, ...blog } = found.blog;
  if (!contentIsGuess && isFolder(join(found.folder, blog.content))) return found;
  const answer = await askText({
    question: 'Which folder of the blog has the articles?',
    initial: blog.content,
    refuse(path) {
      const isThere = inside(path) !== undefined && isFolder(join(found.folder, path));
      return isThere || path === blog.content ? undefined : `Write a folder below ${found.folder}.`;
    },
  });
  return { ...found, blog: { ...blog, content: inside(answer) ?? blog.content } };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function refuseBlog(path: string): string | undefined {
  if (path === '' || !isFolder(path)) return 'Write the path of a folder.';
  try {
    return recognise(path)
      ? undefined
      : `It has no configuration of ${list(generatorNames)}. Ctrl-C ends, and nothing is written.`;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}

/** @param known what an option has said: it is not asked */
export async function askAnswers(known: Partial<Answers>, defaults: Answers): Promise<Answers> {
  const ask = async (name: keyof Answers, question: string, example = ''): Promise<string> => {
    const said = known[name];
    if (said !== undefined) return said;
    const isLater = (answer: string): boolean => name === 'address' && answer === '';
    const answer = await askText({
      question,
      example,
      initial: name === 'address' ? '' : defaults[name],
      refuse(text) {
        const read = readAnswer(name, text);
        return read.status === 'valid' || isLater(text) ? undefined : `${read.why}.`;
      },
    });
    const read = readAnswer(name, answer);
    return read.status === 'valid' ? read.value : localAddress;
  };
  return {
    title: await ask('title', 'What is the title of the site?'),
    address: await ask(
      'address',
      'At which address will readers find it? (Enter: decide before deploying)',
      'https://feeds.example.com',
    ),
    language: await ask('language', 'Which language is it in?', 'en'),
    timezone: await ask('timezone', 'Which time zone are dates in that name none?', 'Europe/Berlin'),
  };
}

/** Asks about each file that would be kept. @param replace makes the step that replaces it */
export async function askKept(steps: readonly Step[], replace: (step: Step) => Step): Promise<Step[]> {
  const decided: Step[] = [];
  for (const step of steps) {
    // A link that leads nowhere, or a device, can't be replaced.
    const isReplaced =
      step.action === 'keep' &&
      step.before !== undefined &&
      (await askYesNo(`${step.file.path} is there already. Replace it?`, false));
    decided.push(isReplaced ? replace(step) : step);
  }
  return decided;
}

const list = (names: readonly string[]): string => `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`;
