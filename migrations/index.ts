import { mvp1Base } from './001-mvp1-base.ts';
import { mvp2PatternDetection } from './002-mvp2-pattern-detection.ts';
import { mvp3CodeAnalysis } from './003-mvp3-code-analysis.ts';
import { mvp4IdzIntegration } from './004-mvp4-idz-integration.ts';
import { mvp5EnterpriseIntelligence } from './005-mvp5-enterprise-intelligence.ts';
import type { Migration } from './migration.ts';

/** Every released step, oldest first. A step that has been released is never edited or dropped. */
export const migrations: readonly Migration[] = [
  mvp1Base,
  mvp2PatternDetection,
  mvp3CodeAnalysis,
  mvp4IdzIntegration,
  mvp5EnterpriseIntelligence,
];

/** The newest released version. */
export const latestVersion: string = mvp5EnterpriseIntelligence.version;
