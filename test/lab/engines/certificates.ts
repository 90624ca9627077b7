import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run';

/** What mutual TLS is made with, in files named as `docker` wants them. */
export interface Certificates {
  /** Holds ca.pem, cert.pem and key.pem of a client. */
  readonly folder: string;
  readonly serverCert: string;
  readonly serverKey: string;
}

/** Makes an authority, and with it a certificate for 127.0.0.1 and one for a client. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const openssl = (...args: string[]) => run('openssl', args, { timeoutMs: 20_000, cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-keyout', 'ca-key.pem', '-out', 'ca.pem'],
    '-subj',
    '/CN=lab ca',
  );
  writeFileSync(join(folder, 'server.ext'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  writeFileSync(join(folder, 'client.ext'), 'extendedKeyUsage=clientAuth\n');
  const sign = async (who: 'server' | 'client', cert: string, keyFile: string) => {
    await openssl('req', ...key, '-keyout', keyFile, '-out', `${who}.csr`, '-subj', `/CN=${who}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', `${who}.ext`];
    await openssl('x509', '-req', '-in', `${who}.csr`, ...by, '-out', cert, '-days', '2');
  };
  await sign('server', 'server-cert.pem', 'server-key.pem');
  await sign('client', 'cert.pem', 'key.pem');
  return {
    folder,
    serverCert: join(folder, 'server-cert.pem'),
    serverKey: join(folder, 'server-key.pem'),
  };
}
