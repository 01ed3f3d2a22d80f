/** The files of a configuration: wrangler reads one of them. */

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { configNames } from '../../site-config.ts';
import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';

export function* checkFiles({ config: { file, folder } }: Examined): Generator<Finding> {
  const others = configNames.filter((name) => name !== basename(file) && existsSync(join(folder, name)));
  if (others.length === 0) return;
  const message = `wrangler reads this file, and not ${others.join(' and ')} beside it; delete one of them`;
  yield { code: 'two-files', message };
}
