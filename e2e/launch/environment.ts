import type { LaunchOptions } from './running-app.ts';

/** The environment that the program is started in. */
export function programEnvironment(options: LaunchOptions, home: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    // A test runner's own settings are not the program's.
    ([name, value]) =>
      value !== undefined && !/^(NODE_OPTIONS|NODE_V8_COVERAGE|TEST_.*|ELECTRON_RUN_AS_NODE)$/.test(name),
  ) as [string, string][];
  return { ...Object.fromEntries(inherited), ABENDBOOK_HOME: home, ...options.env };
}
