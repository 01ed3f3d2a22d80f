/** A server that speaks http and https on one port, as a site does on two. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** The first byte of a TLS handshake (RFC 8446, 5.1). */
const handshake = 22;

export interface BothServer extends AsyncDisposable {
  /** Not an address of this machine only, as far as the command line knows. */
  host: string;
  /** A file with the certificate, for NODE_EXTRA_CA_CERTS. */
  certificate: string;
}

/** @param folder for the certificate */
export async function serveBoth(
  folder: string,
  plain: RequestListener,
  encrypted: RequestListener,
): Promise<BothServer> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:0.0.0.0 -keyout ${key} -out ${certificate}`.split(
      ' ',
    ),
    { stdio: 'pipe' },
  );
  const http = createHttp(plain);
  const https = createHttps({ key: readFileSync(key), cert: readFileSync(certificate) }, encrypted);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === handshake ? https : http).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    host: `0.0.0.0:${(server.address() as AddressInfo).port}`,
    certificate,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => void server.close(closed));
    },
  };
}
