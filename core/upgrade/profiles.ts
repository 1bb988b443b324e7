import type { ProfileName, UpgradeOptions } from './upgrade-types.ts';

const careful: UpgradeOptions = {
  skipBackups: false,
  validateOnly: false,
  seedTestData: false,
  runPerformanceTests: false,
  requireConfirmation: false,
  maxDowntime: 300_000,
  rollbackOnFailure: true,
  notifyOnCompletion: false,
};

/** The guide's profiles, every option of each. */
const profiles: Readonly<Record<ProfileName, UpgradeOptions>> = {
  development: {
    ...careful,
    skipBackups: true,
    seedTestData: true,
    maxDowntime: null,
    rollbackOnFailure: false,
  },
  staging: { ...careful, seedTestData: true, runPerformanceTests: true, maxDowntime: null },
  production: { ...careful, requireConfirmation: true, notifyOnCompletion: true },
};

/**
 * What an upgrade under this profile does, with single options put in the place of the profile's. Without a profile it is as careful as in production, and
 * neither asks nor tells: whoever called it does.
 */
export function optionsOf(
  profile: ProfileName | undefined,
  instead: Partial<UpgradeOptions> = {},
): UpgradeOptions {
  return { ...(profile === undefined ? careful : profiles[profile]), ...instead };
}

/** A trial on a copy is left out only where neither safety nor a question about the upgrade asks for one. */
export function wantsRehearsal(options: UpgradeOptions): boolean {
  return (
    !options.skipBackups ||
    options.validateOnly ||
    options.runPerformanceTests ||
    options.maxDowntime !== null
  );
}
