import * as z from 'zod';
import { list } from './list.ts';
import { Milliseconds, Name, WallTime } from './wall-time.ts';

const FaultKind = z.enum(['killed', 'paused', 'slow', 'cut', 'no-name']);
const LocalCloudAction = z.enum([
  'kill',
  'restart',
  'pause',
  'go-on',
  'slow',
  'cut',
  'empty-name',
  'restore',
]);

/** A region of the local cloud, and what of it is broken on purpose. */
const LocalParty = z.object({
  name: z.string(),
  role: z.enum(['data', 'witness']),
  /** Nothing of it is broken where it is empty. */
  faults: list(z.object({ kind: FaultKind, sinceMs: WallTime, ms: Milliseconds.optional() })),
  /** What would change something now. */
  can: list(LocalCloudAction),
});

/** The local cloud on which the API was started. */
export const LocalCloudState = z.object({ parties: list(LocalParty) });
export type LocalCloudState = z.infer<typeof LocalCloudState>;

/** What to break or restore; `restore` without a party restores all. */
export const LocalCloudRequest = z
  .strictObject({
    party: Name.optional(),
    do: LocalCloudAction,
    /** Of `slow`: by how many ms each request is late; 500 unless given. */
    ms: z.int().min(1).max(60_000).optional(),
  })
  .refine((request) => request.party !== undefined || request.do === 'restore', {
    path: ['party'],
    error: 'Only restore may leave out the party.',
  });
export type LocalCloudRequest = z.infer<typeof LocalCloudRequest>;
