import type { LinkName } from '@understudy/links';
import type { LinkStore } from '../state/link-store.ts';

/** What a test runner gives: Jest's own `describe`, `it` and `expect` fit. */
export interface ContractRunner {
  readonly describe: (name: string, define: () => void) => void;
  readonly it: (name: string, run: () => Promise<void>) => void;
  readonly expect: (value: unknown) => { toEqual(expected: unknown): void };
}

/** A store that can also request a hold: links only see and drop the holds that a backfill requests. */
export interface HeldLinkStore extends LinkStore {
  requestHold(link: LinkName, token: string): Promise<boolean>;
}

/** Everything that a link relies on in its store; every adapter passes it. */
export function linkStoreContract(name: string, make: () => HeldLinkStore, runner: ContractRunner): void {
  let count = 0;
  const fresh = (): Fresh => {
    count += 1;
    return {
      store: make(),
      link: { table: `contract-${count}`, source: 'us-east-1', target: 'eu-central-1' },
    };
  };
  for (const contract of [leaderContract, progressContract, holdContract, tablesContract, barrierContract])
    contract(name, fresh, runner);
}

interface Fresh {
  readonly store: HeldLinkStore;
  readonly link: LinkName;
}

function leaderContract(name: string, fresh: () => Fresh, { describe, it, expect }: ContractRunner): void {
  describe(`${name}: the leader`, () => {
    it('does not exist at first, and is then the first to claim', async () => {
      const { store, link } = fresh();
      expect(await store.readLeader(link)).toEqual(undefined);
      expect(await store.claim(link, 'a', undefined)).toEqual(true);
      expect(await store.claim(link, 'b', undefined)).toEqual(false);
      expect(await store.readLeader(link)).toEqual({ owner: 'a', counter: 1, released: false, clean: false });
    });

    it('is replaced only by a claim that saw the current one', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      const seen = await store.readLeader(link);
      expect(await store.renew(link, 'a', 2)).toEqual(true);
      expect(await store.claim(link, 'b', seen)).toEqual(false);
      expect(await store.claim(link, 'b', await store.readLeader(link))).toEqual(true);
      expect(await store.readLeader(link)).toEqual({ owner: 'b', counter: 3, released: false, clean: false });
      expect(await store.renew(link, 'a', 3)).toEqual(false);
      expect(await store.release(link, 'a', true)).toEqual(false);
    });

    it('renews nothing after it has left', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      expect(await store.release(link, 'a', true)).toEqual(true);
      expect(await store.renew(link, 'a', 2)).toEqual(false);
      expect(await store.readLeader(link)).toEqual({ owner: 'a', counter: 1, released: true, clean: true });
    });

    it('is another for each link', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      const back: LinkName = { ...link, source: link.target, target: link.source };
      expect(await store.readLeader(back)).toEqual(undefined);
    });
  });
}

function progressContract(name: string, fresh: () => Fresh, { describe, it, expect }: ContractRunner): void {
  describe(`${name}: progress`, () => {
    it('is written by the leader alone', async () => {
      const { store, link } = fresh();
      const position = { shard: 's1', stream: 'stream', sequence: '100', finished: false };
      expect(await store.save(link, 'a', { turn: 1, positions: [position] })).toEqual(false);
      await store.claim(link, 'a', undefined);
      expect(await store.save(link, 'a', { turn: 2, positions: [position] })).toEqual(true);
      expect(await store.save(link, 'b', { turn: 3, positions: [{ ...position, sequence: '50' }] })).toEqual(
        false,
      );
      expect(await store.readPositions(link)).toEqual([position]);
      await store.release(link, 'a', true);
      expect(await store.save(link, 'a', { turn: 4, positions: [{ ...position, sequence: '50' }] })).toEqual(
        false,
      );
      expect(await store.readPositions(link)).toEqual([position]);
    });

    it('keeps any number of shards, and drops the given ones', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      const positions = Array.from({ length: 250 }, (_none, at) => ({
        shard: `s${String(at).padStart(3, '0')}`,
        stream: 'stream',
        finished: at % 2 === 0,
        ...(at % 3 === 0 ? {} : { sequence: String(at) }),
      }));
      expect(await store.save(link, 'a', { turn: 5, positions })).toEqual(true);
      const read = await store.readPositions(link);
      expect([...read].sort((a, b) => (a.shard < b.shard ? -1 : 1))).toEqual(positions);
      const dropped = positions.slice(1).map(({ shard }) => shard);
      expect(await store.save(link, 'a', { turn: 6, dropped })).toEqual(true);
      expect(await store.readPositions(link)).toEqual(positions.slice(0, 1));
    });

    it('is not put back by a saving that lands late, and counts as saved when it is repeated', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      const at = (sequence: string) => [{ shard: 's1', stream: 'stream', sequence, finished: false }];
      expect(await store.save(link, 'a', { turn: 2, positions: at('200') })).toEqual(true);
      expect(await store.save(link, 'a', { turn: 1, positions: at('100') })).toEqual(true);
      expect(await store.save(link, 'a', { turn: 2, positions: at('200') })).toEqual(true);
      expect(await store.readPositions(link)).toEqual(at('200'));
      await store.claim(link, 'b', await store.readLeader(link));
      expect(await store.save(link, 'a', { turn: 3, positions: at('300') })).toEqual(false);
      expect(await store.save(link, 'b', { turn: 1, positions: at('400') })).toEqual(true);
      expect(await store.readPositions(link)).toEqual(at('400'));
    });

    it('carries a status', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      expect(await store.readStatus(link)).toEqual(undefined);
      const status = {
        lagMs: 12,
        atTip: false,
        atRest: true,
        atMs: 1_700_000_000_000,
        readUpToMs: 7,
        completeUpToMs: 6,
        contactMs: 8,
        newestWriteMs: 6,
        counts: { applied: 3, lost: 0 },
      };
      await store.save(link, 'a', { turn: 7, status });
      expect(await store.readStatus(link)).toEqual(status);
    });
  });
}

function holdContract(name: string, fresh: () => Fresh, { describe, it, expect }: ContractRunner): void {
  describe(`${name}: a hold on deletes, and a gap`, () => {
    it('is seen by the leader, and dropped by who asked for it', async () => {
      const { store, link } = fresh();
      expect(await store.requestHold(link, 't1')).toEqual(true);
      expect(await store.seeHold(link, 'a', 't1')).toEqual(false);
      await store.claim(link, 'a', undefined);
      expect(await store.seeHold(link, 'a', 't1')).toEqual(true);
      expect(await store.requestHold(link, 't1')).toEqual(false);
      expect(await store.readHold(link)).toEqual({ token: 't1', seenBy: 'a' });
      expect(await store.requestHold(link, 't2')).toEqual(true);
      expect(await store.readHold(link)).toEqual({ token: 't2' });
      expect(await store.seeHold(link, 'a', 't1')).toEqual(false);
      expect(await store.dropHold(link, 't1')).toEqual(false);
      expect(await store.dropHold(link, 't2')).toEqual(true);
      expect(await store.readHold(link)).toEqual(undefined);
    });

    it('is noted by the leader, and dropped while nothing else was noted', async () => {
      const { store, link } = fresh();
      expect(await store.noteGap(link, 'a', { untilMs: 5 })).toEqual(false);
      await store.claim(link, 'a', undefined);
      expect(await store.noteGap(link, 'a', { untilMs: 5 })).toEqual(true);
      expect(await store.readGap(link)).toEqual({ untilMs: 5 });
      expect(await store.noteGap(link, 'a', { fromMs: 1, untilMs: 9 })).toEqual(true);
      expect(await store.dropGap(link, { untilMs: 5 })).toEqual(false);
      expect(await store.readGap(link)).toEqual({ fromMs: 1, untilMs: 9 });
      expect(await store.dropGap(link, { untilMs: 9 })).toEqual(true);
      expect(await store.readGap(link)).toEqual(undefined);
    });
  });
}

function tablesContract(name: string, fresh: () => Fresh, { describe, it, expect }: ContractRunner): void {
  describe(`${name}: the tables of a link, and shards that are not listed`, () => {
    it('are noted by the leader, in the place of those before', async () => {
      const { store, link } = fresh();
      expect(await store.readTables(link)).toEqual(undefined);
      expect(await store.noteTables(link, 'a', { stream: 's1' })).toEqual(false);
      await store.claim(link, 'a', undefined);
      expect(await store.noteTables(link, 'a', { stream: 's1', sourceId: 'i1' })).toEqual(true);
      expect(await store.readTables(link)).toEqual({ stream: 's1', sourceId: 'i1' });
      expect(await store.noteTables(link, 'a', { stream: 's2', sourceId: 'i2', targetId: 'i3' })).toEqual(
        true,
      );
      expect(await store.readTables(link)).toEqual({ stream: 's2', sourceId: 'i2', targetId: 'i3' });
    });

    it('keep since when a shard was not listed', async () => {
      const { store, link } = fresh();
      await store.claim(link, 'a', undefined);
      const position = { shard: 's1', stream: 'stream', sequence: '100', finished: true };
      await store.save(link, 'a', { turn: 1, positions: [{ ...position, unlistedMs: 1_700_000_000_000 }] });
      expect(await store.readPositions(link)).toEqual([{ ...position, unlistedMs: 1_700_000_000_000 }]);
      await store.save(link, 'a', { turn: 2, positions: [position] });
      expect(await store.readPositions(link)).toEqual([position]);
    });
  });
}

function barrierContract(name: string, fresh: () => Fresh, { describe, it, expect }: ContractRunner): void {
  describe(`${name}: a barrier`, () => {
    it('means the moment of its first request', async () => {
      const { store, link } = fresh();
      expect(await store.readBarrier(link)).toEqual(undefined);
      expect(await store.requestBarrier(link, 't1')).toEqual(true);
      await store.claim(link, 'a', undefined);
      expect(await store.reachBarrier(link, 'a', 't1')).toEqual(true);
      expect(await store.requestBarrier(link, 't1')).toEqual(false);
      expect(await store.readBarrier(link)).toEqual({ token: 't1', reached: true });
      expect(await store.requestBarrier(link, 't2')).toEqual(true);
      expect(await store.readBarrier(link)).toEqual({ token: 't2', reached: false });
    });

    it('is reached by the leader, and under the current token', async () => {
      const { store, link } = fresh();
      await store.requestBarrier(link, 't1');
      expect(await store.reachBarrier(link, 'a', 't1')).toEqual(false);
      await store.claim(link, 'a', undefined);
      await store.requestBarrier(link, 't2');
      expect(await store.reachBarrier(link, 'a', 't1')).toEqual(false);
      expect(await store.reachBarrier(link, 'b', 't2')).toEqual(false);
      expect(await store.readBarrier(link)).toEqual({ token: 't2', reached: false });
    });
  });
}
