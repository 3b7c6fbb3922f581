import type { ReadinessReport } from '@understudy/findings';
import type { Check } from '@understudy/service';
import type { PlanView } from '../orchestration/plan-view.ts';

/** What could not be looked at, and why. */
export interface NotLooked {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** Everything that a look at a machine and its service found. */
export interface DoctorFacts {
  readonly service: string;
  /** Wall time in ms. */
  readonly atMs: number;
  readonly checks: readonly Check[] | NotLooked;
  readonly readiness: ReadinessReport | NotLooked;
  /** Absent where the topology declares no orchestrator. */
  readonly plan?: PlanView | NotLooked;
}

/** Something that a person has to do. */
export interface Complaint {
  readonly area: 'check' | 'readiness' | 'orchestrators';
  /** One sentence. */
  readonly what: string;
  readonly remedy: string;
}

/** What is wrong, and what was found in order. */
export interface Diagnosis {
  readonly service: string;
  readonly atMs: number;
  /** Most pressing first, each once. */
  readonly complaints: readonly Complaint[];
  /** One sentence each. */
  readonly inOrder: readonly string[];
}
