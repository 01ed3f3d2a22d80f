/** Running the worker on this machine: the bundle in workerd, with its state on disk, and without the network. */

import { resolve } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { readSite, siteOf } from '../site.ts';
import { bundleWorker } from './bundle.ts';
import { bundledWorker } from './bundled-worker.ts';
import type { ChangeStream } from './changes.ts';
import { startFailure } from './damage.ts';
import { namespaceIn } from './namespace.ts';
import { markOf } from './orphan.ts';

export interface LocalWorkerOptions {
  /** Folder for KV and SQLite. */
  state: string;
  host: string;
  port: number;
  /** Public address of the site: self links must equal the URL that readers fetch. */
  siteUrl: string;
  token: string;
  /** Vars and secrets that override those of `wrangler.toml`. */
  vars?: Readonly<Record<string, string>>;
  /** Pages reload themselves on its events, and nothing is cached. */
  changes?: ChangeStream;
  /** Called with each error and warning that the worker logs. */
  onLog: (line: string) => void;
}

export interface LocalWorker {
  /** Ends workerd. Answered requests are on disk already. */
  stop(): Promise<void>;
}

/**
 * Limits the heap of each isolate to 128 MB, as on Cloudflare. Without a limit V8 grows to the memory of the machine, with
 * garbage collections of 200 ms. The initial size is small: by default each isolate, including those of the local KV, fills
 * half of the limit before the first collection. The young generation is half of the default, which is as fast and saves
 * 20 MB in total.
 *
 * Streams are read in chunks of 16 KB instead of 4, since the local KV takes 0.1 ms for each chunk that is written. A
 * workerd that does not know this option ignores it.
 */
export function tuneWorkerd(): void {
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??=
    '--max-heap-size=128 --initial-old-space-size=8 --max-semi-space-size=2';
  process.env['MINIFLARE_WORKERD_AUTOGATES'] ??= 'workerd-autogate-updated-auto-allocate-chunk-size';
}

/**
 * The settings of the worker on this machine. No hub and no subscriber can reach it, so feeds name no hub, and the worker
 * sends nothing to anybody. With `EDGEFEED_OUTBOUND_LOOPBACK=1` in the environment, for tests and demonstrations, the site has
 * its own hub, whose subscribers may be on this machine; changes go out at once, since no cache has earlier versions.
 */
export function localVars(
  bindings: Readonly<Record<string, string>>,
  { vars, siteUrl }: Pick<LocalWorkerOptions, 'vars' | 'siteUrl'>,
): Record<string, string> {
  const loopback = process.env['EDGEFEED_OUTBOUND_LOOPBACK'] === '1';
  const hub = loopback ? { HUB_URL: '', HUB_DELAY: '0' } : { HUB_URL: 'off' };
  return { ...bindings, ...hub, ...vars, SITE_URL: siteUrl, OUTBOUND_LOOPBACK: loopback ? '1' : '' };
}

/** Starts the worker. @throws CliError when a setting is invalid, or the worker fails to build or start */
export async function runWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  // Settings that are overridden below must be valid too, since they get deployed.
  readSite();
  const bundle = await bundleWorker();
  const { bindings = {}, kvNamespaces = {} } = bundle.options;
  const vars = localVars(bindings, options);
  siteOf(bindings, '.dev.vars');
  siteOf(vars, '--site');
  tuneWorkerd();
  process.umask(0o077); // for workerd, which makes the files of the state folder
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...bundledWorker(bundle, {
            host: options.host,
            port: options.port,
            bindings: {
              ...vars,
              // Authors expect to see each change immediately.
              MEMO_SECONDS: '0',
              // The worker accepts any of several tokens, so that one in .dev.vars stays valid.
              PUBLISH_TOKEN: `${options.token} ${bindings['PUBLISH_TOKEN'] ?? ''}`.trim(),
            },
          }),
          kvNamespaces: {
            ...kvNamespaces,
            DOCUMENTS: namespaceIn(options.state, kvNamespaces['DOCUMENTS']?.id),
          },
          ...(options.changes && { serviceBindings: { CHANGES: { node: options.changes.handle } } }),
        },
      ],
      host: '127.0.0.1',
      port: 0,
      unsafeRuntimeEnv: markOf(options.state),
      cf: false, // by default, Miniflare fetches it from the network
      resourcePersistencePath: resolve(options.state),
      log: new NoOpLog(),
      handleStructuredLogs: ({ level, message }) => {
        // workerd marks messages about itself, such as a late alarm after a crash, which users can ignore.
        if ((level === 'error' || level === 'warn') && !message.startsWith('NOSENTRY'))
          options.onLog(message);
      },
    }),
  );
  try {
    await miniflare.ready;
  } catch (error) {
    // Not awaited: what failed to start may not end either.
    void miniflare.dispose().catch(() => {});
    throw startFailure(options.state, error as Error);
  }
  return { stop: () => miniflare.dispose() };
}
