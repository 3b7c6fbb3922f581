import type { LinkName } from '@understudy/links';
import type { Job, JobPhase, SegmentProgress } from './types.ts';

/**
 * What is kept of backfills, in their target regions. Every read is strongly consistent; losing a race is a value.
 * Each method throws what its requests throw.
 */
export interface JobStore {
  read(link: LinkName): Promise<Job | undefined>;
  /** The run that works on the job. */
  readRun(link: LinkName): Promise<string | undefined>;
  /** Condition: the stored job is `instead`, with its run, or absent. What `instead` had kept is dropped. */
  create(link: LinkName, job: Job, instead: Job | undefined): Promise<boolean>;
  /** Condition: the job's run is still the one that was read. From then on only `run` may write. */
  takeOver(link: LinkName, job: Job, run: string): Promise<boolean>;
  /**
   * Has the link hold its deletes in mind under the job's id. Conditions: the job's run is the stored one, it
   * is copying still, and the link has not been asked: a request that comes late asks for nothing.
   */
  requestHold(link: LinkName, job: Job): Promise<boolean>;
  /** Condition: the job's run is the stored one. */
  setPhase(link: LinkName, job: Job, phase: JobPhase): Promise<boolean>;
  readSegments(link: LinkName, job: Job): Promise<readonly SegmentProgress[]>;
  /** Condition: the job's run is the stored one. */
  saveSegments(link: LinkName, job: Job, segments: readonly SegmentProgress[]): Promise<boolean>;
  /** Drops segments and noted positions of a job; the job itself stays. Condition: none; they are no longer used. */
  forget(link: LinkName, job: Job): Promise<void>;
}
