import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FURTHER_RIGHTS, ROLE_RIGHTS, type Role } from '@understudy/service';
import { collectActions } from './collect-actions.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

/** Whose code a role runs; the route and the fences are read by all. */
const CODE: Readonly<Record<Role, RegExp>> = {
  gateway: /^packages\/(?:failover-client|gateway|route-store\/src\/stores)\//,
  replicator: /^packages\/(?:replicator|backfill|route-store\/src\/stores)\//,
  mover: /^packages\/(?:moves|route-store\/src\/stores)\//,
  orchestrator:
    /^packages\/(?:moves\/|orchestrator\/|control-store\/|observers\/src\/canary|route-store\/src\/stores\/)/,
  observer:
    /^packages\/(?:observers\/src\/(?!canary)|records\/src\/records|verifier\/src\/(?:verify|read|second|sample|adapters))/,
};

describe('collectActions', () => {
  it('names rights of operations, and those of a transaction by its parts', () => {
    const text =
      "await send(new GetItemCommand({})); { operation: 'PutItem' }; new TransactGetItemsCommand(x);";
    expect(collectActions('packages/lag/src/read-lag.ts', text)).toEqual(['GetItem', 'PutItem', 'GetItem']);
    expect(collectActions('packages/lag/src/read-lag.test.ts', text)).toEqual([]);
  });
});

describe('the policies of docs/install/rights.md', () => {
  it.each(Object.entries(CODE) as [Role, RegExp][])(
    'allow the %s every request that its code sends (fault D21)',
    async (role, code) => {
      const files = (await listFiles()).filter((file) => code.test(file) && file.endsWith('.ts'));
      const sent = files.flatMap((file) => collectActions(file, readFileSync(join(ROOT, file), 'utf8')));
      const further = (FURTHER_RIGHTS[role] ?? []).map((right) => right.replace(/^.*:/, ''));
      const allowed = new Set([...Object.values(ROLE_RIGHTS[role]).flat(), ...further]);
      expect(sent.length).toBeGreaterThan(0);
      expect([...new Set(sent)].filter((action) => !allowed.has(action))).toEqual([]);
    },
  );
});
