/** Questions on a terminal. Only commands that ask import this file. */

import { CANCEL_SYMBOL, confirm, intro, isCancel, select, text } from '@clack/prompts';
import { CliError, exitCodes } from '../exit.ts';
import { printable } from './printable.ts';

export interface TextQuestion {
  question: string;
  /** Stands in the field, and may be changed. */
  initial?: string;
  /** Shown while the field is empty. */
  example?: string;
  /** @returns why an answer is refused; undefined if it is taken */
  refuse: (answer: string) => string | undefined;
}

export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Prints what the questions are about. */
export function beginQuestions(title: string): void {
  intro(printable(title));
}

/** @throws CliError when the user has pressed Ctrl-C, Ctrl-D or Esc */
export async function askText({
  question,
  initial = '',
  example = '',
  refuse,
}: TextQuestion): Promise<string> {
  const refused = (answer: string | undefined): string | undefined => {
    const why = refuse((answer ?? '').trim());
    return why === undefined ? undefined : printable(why);
  };
  const answer = text({
    message: printable(question),
    initialValue: printable(initial),
    placeholder: printable(example),
    validate: refused,
  });
  return (await answered(answer)).trim();
}

/** @throws CliError when the user has pressed Ctrl-C, Ctrl-D or Esc */
export async function askYesNo(question: string, initial: boolean): Promise<boolean> {
  return answered(confirm({ message: printable(question), initialValue: initial }));
}

/** @param choices the label of each answer @throws CliError when the user has pressed Ctrl-C, Ctrl-D or Esc */
export async function askChoice<Choice extends string>(
  question: string,
  choices: Readonly<Record<Choice, string>>,
): Promise<Choice> {
  const options = Object.entries<string>(choices).map(([value, label]) => ({
    value,
    label: printable(label),
  }));
  return (await answered(select<string>({ message: printable(question), options }))) as Choice;
}

async function answered<Answer>(asked: Promise<Answer | typeof CANCEL_SYMBOL>): Promise<Answer> {
  let end = (): void => {};
  // Ctrl-D closes the terminal, and the question is never answered.
  const closed = new Promise<typeof CANCEL_SYMBOL>((resolve) => (end = () => resolve(CANCEL_SYMBOL)));
  process.once('beforeExit', end);
  try {
    const answer = await Promise.race([asked, closed]);
    if (!isCancel(answer)) return answer;
    throw new CliError(exitCodes.interrupted, 'Interrupted. Nothing was written.');
  } finally {
    process.off('beforeExit', end);
  }
}
