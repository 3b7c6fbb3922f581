import type { Policy } from '../policy.ts';
import { byReplicas } from './by-replicas.ts';
import { quorum } from './quorum.ts';
import { severalInARow } from './several-in-a-row.ts';
import { singleProber } from './single-prober.ts';

/** What orchestrators are held against. */
export const policies: readonly Policy[] = [singleProber, severalInARow, quorum, byReplicas];
