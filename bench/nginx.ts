/** nginx with one worker process, serving a folder: the yardstick for static files. A package of Debian. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts nginx on a folder. @returns undefined if it isn't installed */
export async function startNginx(
  folder: string,
  files: string,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${join(folder, 'pid')}; error_log stderr crit;
events { worker_connections 256; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types { image/png png; } ${temporary.join(' ')}
  server { listen 127.0.0.1:${port}; root ${files}; } }`,
  );
  const nginx = spawn('nginx', ['-c', config, '-p', folder, '-e', 'stderr'], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  if (!(await isListening(nginx, url))) return undefined;
  const stop = async (): Promise<void> => {
    const ended = once(nginx, 'exit');
    nginx.kill();
    await ended;
  };
  return { url, stop };
}

/** Waits until nginx answers. @returns false if it ends instead, or never began */
async function isListening(nginx: ChildProcess, url: string): Promise<boolean> {
  const failed = new Promise<'failed'>((resolve) => {
    for (const event of ['error', 'exit']) nginx.on(event, () => resolve('failed'));
  });
  for (;;) {
    const answer = await Promise.race([failed, fetch(url).catch(() => undefined)]);
    if (answer === 'failed') return false;
    await answer?.body?.cancel();
    if (answer) return true;
    await sleep(20);
  }
}
