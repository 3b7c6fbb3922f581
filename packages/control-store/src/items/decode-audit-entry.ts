import type { AuditEntry } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';
import { readJson } from './read-json.ts';

const KINDS = namesOf<AuditEntry['kind']>({
  decision: true,
  move: true,
  step: true,
  verified: true,
  unverified: true,
  intent: true,
  directive: true,
  leader: true,
  readiness: true,
  repair: true,
});

/** @throws as the reader does */
export function decodeAuditEntry(read: ItemReader): AuditEntry {
  return presentMembers<AuditEntry>({
    atMs: read.amount('atMs'),
    id: read.text('id'),
    by: read.text('by'),
    kind: read.oneOf('kind', KINDS),
    what: read.text('what'),
    data: read.optional('data', (name) => readJson(read, name)),
  });
}
