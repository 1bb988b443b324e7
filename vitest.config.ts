import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: [
      '{core,migrations,main,preload,cli,renderer,scripts,bench}/**/*.test.ts',
      'e2e/host/**/*.test.ts',
    ],
    globalSetup: ['core/store/testing/postgres-server.ts'],
    reporters: ['default'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
