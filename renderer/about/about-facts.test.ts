import { expect, test } from 'vitest';
import { aboutText } from './about-facts.ts';

test('the details name every version and the database', () => {
  const text = aboutText({
    version: '0.1.0',
    electron: '45.4.1',
    node: '24.21.0',
    chromium: '140',
    sqlite: '3.54.0',
    platform: 'linux',
    latestSchema: '005-mvp5-enterprise-intelligence',
    databasePath: '/home/ann/knowledge.db',
    standInHost: true,
  });
  expect(text).toContain('Version: 0.1.0\nElectron: 45.4.1 (stand-in host)\nNode: 24.21.0');
  expect(text).toContain('Database: /home/ann/knowledge.db');
});
