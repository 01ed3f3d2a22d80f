/** Guarding against accidental deletion: a wrong folder, a clone without its files, an empty branch. */

import { isSuspicious } from '../../publish/rules.ts';
import { CliError, exitCodes } from '../exit.ts';
import { stepsOf, type Step } from './plan.ts';
import type { Prepared } from './publish.ts';
import { plural, formatNumber } from '../output/numbers.ts';
import { agrees, canAsk } from '../output/consent.ts';

interface Deletions {
  deleted: number;
  /** All published files: `20 published files`. */
  of: string;
}

/** The deletions of a plan, if they are so many that they may be a mistake. */
export function suspiciousDeletions({
  plan,
  assets,
}: Pick<Prepared, 'plan' | 'assets'>): Deletions | undefined {
  // Judged apart: with a thousand pictures, all articles are a small part of the files.
  return (
    deletionsIn(stepsOf(plan.steps, 'source'), plan.unchanged, (of) => plural(of, 'published file')) ??
    deletionsIn(
      stepsOf(plan.steps, 'asset'),
      assets.unchanged,
      (of) => `${formatNumber(of)} published pictures and other files`,
    )
  );
}

function deletionsIn(
  steps: readonly Step[],
  unchanged: number,
  describe: (of: number) => string,
): Deletions | undefined {
  const count = (...actions: string[]): number =>
    steps.filter(({ action }) => actions.includes(action)).length;
  const deleted = count('delete');
  const of = unchanged + count('change', 'move', 'delete');
  return isSuspicious(deleted, of) ? { deleted, of: describe(of) } : undefined;
}

/** A sentence without its period. */
export function describeDeletions({ deleted, of }: Deletions): string {
  return `This would delete ${formatNumber(deleted)} of ${of}`;
}

/**
 * Asks for confirmation if a plan deletes suspiciously many files.
 * @throws CliError when the answer is no, or there is no terminal to ask on
 */
export async function guardDeletions(prepared: Pick<Prepared, 'plan' | 'assets'>): Promise<void> {
  const suspicious = suspiciousDeletions(prepared);
  if (!suspicious) return;
  const what = describeDeletions(suspicious);
  if (!canAsk()) {
    const remedy = 'Check the deletions with --dry-run, then publish with --force.';
    throw new CliError(exitCodes.needsForce, `${what}, so nothing was published. ${remedy}`);
  }
  if (await agrees(`${what}. Continue?`)) return;
  throw new CliError(exitCodes.needsForce, 'Nothing was published.');
}
