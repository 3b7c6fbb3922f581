import type { ApiSources } from '@understudy/api';
import type { CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import type { OpenedService } from '@understudy/service';
import { lookAtProgram } from '../readiness/look-at-program.ts';
import { readDrills } from './read-drills.ts';
import { readMoveAccount, readMoveSummaries } from './read-move-account.ts';
import { previewMove } from './preview-move.ts';
import { openRecordDesk, type OpenedRecordDesk } from './open-record-desk.ts';
import { RegionsReader } from './regions-reader.ts';

export interface ApiSourcesOptions {
  readonly service: OpenedService;
  readonly servers: ApiSources['servers'];
  readonly localCloud: ApiSources['localCloud'];
  /** The folder of reports of drills; absent: none are shown. */
  readonly drills: string | undefined;
  readonly context: Pick<CommandContext, 'clock' | 'randomness' | 'signal'>;
}

/** What the API works with, and how it is closed. */
export interface OpenedApiSources {
  readonly sources: ApiSources;
  close(): Promise<void>;
}

/** Puts together what `understudy api run` reads and writes by, from what the other commands use. */
export function openApiSources({
  service,
  servers,
  localCloud,
  drills,
  context,
}: ApiSourcesOptions): OpenedApiSources {
  const { topology, routeStore } = service;
  const { clock } = context;
  const { orchestrator } = topology;
  const control = openControlStore(service);
  const regions = new RegionsReader({ service, clock });
  const desk: OpenedRecordDesk = openRecordDesk(topology);
  const programs = orchestrator?.programs ?? [];
  return {
    sources: {
      topology,
      ...(orchestrator !== undefined && { control }),
      routeStore,
      readRegions: () => regions.read(),
      ...(programs.length > 0 && {
        readPrograms: (signal) =>
          Promise.all(programs.map((program) => lookAtProgram(program, clock, signal))),
      }),
      ...(servers !== undefined && { servers }),
      readMoves: async (signal) => (orchestrator === undefined ? [] : readMoveSummaries(control, signal)),
      accountOf: (moveId, signal) => readMoveAccount(moveId, { service, control, clock, signal }),
      preview: (move, signal) => previewMove(move, { service, context, signal }),
      drills: () => readDrills(drills),
      records: desk.records,
      ...(localCloud !== undefined && { localCloud }),
    },
    close: () => desk.close(),
  };
}
