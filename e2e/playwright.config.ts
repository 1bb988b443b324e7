import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { project } from './launch/project.ts';

const artifacts = join(project, 'artifacts');

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './launch/build-once.ts',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: join(artifacts, 'e2e'),
});
