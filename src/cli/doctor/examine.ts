/** All checks of a configuration. */

import { checkKv, checkObjects } from './checks/bindings.ts';
import { checkFiles } from './checks/files.ts';
import { checkMain } from './checks/main.ts';
import { checkMigrations } from './checks/migrations.ts';
import { checkBucket, checkLimits, checkTables } from './checks/optional.ts';
import { checkSettingDefaults, checkSettingNames, checkSettingValues } from './checks/settings.ts';
import { checkRoute, checkSiteUrl } from './checks/site-url.ts';
import { checkVersions, checkWrangler } from './checks/versions.ts';
import { checkCrons, checkName, checkPlatform } from './checks/worker.ts';
import type { Check, Examined } from './examined.ts';
import { severityOf, type Finding } from './finding.ts';

/** In the order in which the file is written, and what is printed. */
const checks: readonly Check[] = [
  checkFiles,
  checkVersions,
  checkWrangler,
  checkName,
  checkMain,
  checkPlatform,
  checkSiteUrl,
  checkRoute,
  checkSettingNames,
  checkSettingValues,
  checkSettingDefaults,
  checkKv,
  checkObjects,
  checkMigrations,
  checkCrons,
  checkLimits,
  checkTables,
  checkBucket,
];

/** @returns errors first */
export function examine(examined: Examined): Finding[] {
  const findings = checks.flatMap((check) => [...check(examined)]);
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  return [...errors, ...findings.filter((finding) => severityOf(finding) === 'advice')];
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => severityOf(finding) === 'error');
