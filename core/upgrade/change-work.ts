import type { Change } from './change.ts';
import type { GrowingReport } from './change-report.ts';
import type { MigrationManager } from './migration-manager.ts';
import type { PhaseTeller } from './phase-teller.ts';
import type { UpgradeOptions } from './upgrade-types.ts';

/** A change of the schema while it is carried out. */
export interface ChangeWork {
  readonly manager: MigrationManager;
  readonly change: Change;
  readonly options: UpgradeOptions;
  readonly actor: string;
  readonly teller: PhaseTeller;
  readonly report: GrowingReport;
  /** What else the user should read in the report, in sentences. */
  readonly remarks: string[];
}
