/** Running the worker on this machine: the bundle in workerd, its state on disk, no network. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { readSite, siteOf } from '../site.ts';
import { bundleWorker } from './bundle.ts';
import { startFailure } from './damage.ts';
import { markOf } from './orphan.ts';

export interface LocalWorkerOptions {
  /** Folder for KV and SQLite. */
  state: string;
  host: string;
  port: number;
  /** What readers call the site: self links must equal the address that is fetched. */
  siteUrl: string;
  token: string;
  /** Vars and secrets that are to differ from those of `wrangler.toml`. */
  vars?: Readonly<Record<string, string>>;
  /** Takes a line when the worker logs an error or a warning. */
  onLog: (line: string) => void;
}

export interface LocalWorker {
  /** Ends workerd. What was answered is on disk already. */
  stop(): Promise<void>;
}

/**
 * Has workerd keep its isolates within the memory that they have on the platform, 128 MB each. Without a limit V8 takes
 * what the machine has, and collects it in pauses of a fifth of a second. It is told to begin with little: else it lets
 * half of the limit fill up in each isolate, those of the local KV too, before it looks for garbage the first time. What is
 * young gets half of what it would by itself, which takes no longer, and 20 MB less in all.
 *
 * And has it read streams in pieces of 16 KB instead of 4: the local KV goes through all that is written piece by piece, at
 * a tenth of a millisecond each. A workerd that no longer knows the name takes no notice of it.
 */
export function tuneWorkerd(): void {
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??=
    '--max-heap-size=128 --initial-old-space-size=8 --max-semi-space-size=2';
  process.env['MINIFLARE_WORKERD_AUTOGATES'] ??= 'workerd-autogate-updated-auto-allocate-chunk-size';
}

/** @throws CliError when a setting makes no sense, or the worker can't be built */
export async function runWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  // What is replaced below must be right too: it is what gets deployed.
  readSite();
  const { script, options: fromConfig } = await bundleWorker();
  const { modulesRules: _, bindings = {}, ...worker } = fromConfig;
  const vars = { ...bindings, ...options.vars, SITE_URL: options.siteUrl };
  siteOf(bindings, '.dev.vars');
  siteOf(vars, '--site');
  tuneWorkerd();
  process.umask(0o077); // for workerd, which makes the files of the state folder
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...worker,
          name: 'edgefeed',
          modules: [{ type: 'ESModule', path: 'worker.js', contents: readFileSync(script, 'utf8') }],
          bindings: {
            ...vars,
            // Who writes wants to see each change at once.
            MEMO_SECONDS: '0',
            // The worker takes any of several tokens; one in .dev.vars stays good.
            PUBLISH_TOKEN: `${options.token} ${bindings['PUBLISH_TOKEN'] ?? ''}`.trim(),
          },
          // Straight into the worker: the proxy that Miniflare puts before it costs nine tenths of the speed.
          unsafeDirectSockets: [{ host: options.host, port: options.port }],
        },
      ],
      host: '127.0.0.1',
      port: 0,
      unsafeRuntimeEnv: markOf(options.state),
      cf: false, // else it is fetched from the network
      resourcePersistencePath: resolve(options.state),
      log: new NoOpLog(),
      handleStructuredLogs: ({ level, message }) => {
        // workerd marks what it has to say about itself; that an alarm is late after a crash is no news to people.
        if ((level === 'error' || level === 'warn') && !message.startsWith('NOSENTRY'))
          options.onLog(message);
      },
    }),
  );
  try {
    await miniflare.ready;
  } catch (error) {
    // What did not start may not end either.
    void miniflare.dispose().catch(() => {});
    throw startFailure(options.state, error as Error);
  }
  return { stop: () => miniflare.dispose() };
}
