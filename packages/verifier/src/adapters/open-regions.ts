import { openService, type OpenedService } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import type { Both, VerifiedRegion } from '../types.ts';

/** Attempts of one request: reads, and writes whose conditions make a repeat harmless. */
const ATTEMPTS = 8;
const TIMEOUT_MS = 20_000;

/** The regions' clients, the service that they are of, and how it is closed. */
export interface OpenedRegions {
  readonly regions: Both<VerifiedRegion>;
  readonly service: OpenedService;
  readonly close: () => Promise<void>;
}

/** Clients that wait out throttling: a comparison has time. `sockets`: of each data region. */
export function openRegions(topology: Topology, sockets: number): OpenedRegions {
  const service = openService(topology, {
    data: { attempts: ATTEMPTS, timeoutMs: TIMEOUT_MS, sockets },
    control: { attempts: ATTEMPTS, timeoutMs: TIMEOUT_MS, sockets: 4 },
  });
  const open = (name: string) => ({ name, client: service.dataClient(name) });
  const [left, right] = service.regions;
  return { regions: [open(left), open(right)], service, close: () => service.close() };
}
