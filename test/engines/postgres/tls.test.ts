import { chown } from 'node:fs/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresRepository } from '../../../src/adapters/store/postgres/repository.ts';
import { newDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { describeWith } from '../support/engine.ts';
import { type Certificate, OPENSSL, selfSigned } from '../support/openssl.ts';
import { POSTGRES, POSTGRES_ACCOUNT, type PostgresServer, startPostgres } from '../support/postgres.ts';

describeWith([POSTGRES, OPENSSL], 'Postgres by TLS', () => {
  let folder: string;
  let certificate: Certificate;
  let server: PostgresServer;
  beforeAll(async () => {
    folder = await newDataFolder('tls', POSTGRES_ACCOUNT);
    certificate = await selfSigned(folder);
    const { certificateFile, keyFile } = certificate;
    if (POSTGRES_ACCOUNT !== undefined) await chown(keyFile, POSTGRES_ACCOUNT.uid, POSTGRES_ACCOUNT.gid);
    server = await startPostgres({ ssl: 'on', ssl_cert_file: certificateFile, ssl_key_file: keyFile });
  });
  afterAll(async () => {
    await server.remove();
    await removeDataFolder(folder);
  });

  async function migrate(url: string): Promise<void> {
    const repository = new PostgresRepository({ url });
    try {
      await repository.migrate();
    } finally {
      await repository.close();
    }
  }

  test('with the authority that the URL names', async () => {
    await migrate(`${server.url()}?sslmode=verify-full&sslrootcert=${certificate.certificateFile}`);
  });

  test('a certificate that nobody vouches for is refused', async () => {
    await expect(migrate(`${server.url()}?sslmode=verify-full`)).rejects.toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('Its certificate is not trusted'),
    });
  });

  test('by a pool of one of the caller', async () => {
    const pool = new Pool({ connectionString: server.url(), ssl: { ca: certificate.certificate } });
    await new PostgresRepository({ pool }).migrate();
    const { rows } = await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    expect(rows).toEqual([{ ssl: true }]);
    await pool.end();
  });
});
