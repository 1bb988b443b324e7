import { Client } from 'pg';
import { expect, inject, test } from 'vitest';

test('the test run has a PostgreSQL server that stores text as UTF-8 and compares it by code point', async () => {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select current_setting('server_encoding') as encoding, datcollate as collation, 'B' < 'a' as by_code_point
       from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', collation: 'C', by_code_point: true }]);
  } finally {
    await client.end();
  }
});
