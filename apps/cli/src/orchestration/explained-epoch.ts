import type { EpochRecord } from '@understudy/route';
import type { EpochCause } from './explain-epoch.ts';

/** One epoch, with who began it and why where the audit says so. */
export type ExplainedEpoch = EpochRecord & Partial<EpochCause>;
