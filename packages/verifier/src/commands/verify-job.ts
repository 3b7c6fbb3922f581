import type { CommandContext } from '@understudy/command-line';
import type { Topology } from '@understudy/topology';
import type { OpenedRegions } from '../adapters/open-regions.ts';
import type { VerifyOptions } from '../options.ts';
import type { VerifiedTable } from '../types.ts';
import type { VerifyRequest } from './verify-request.ts';

/** What a comparison works with. */
export interface VerifyJob {
  readonly request: VerifyRequest;
  readonly topology: Topology;
  readonly tables: readonly VerifiedTable[];
  readonly options: VerifyOptions;
  readonly opened: OpenedRegions;
  readonly context: CommandContext;
}
