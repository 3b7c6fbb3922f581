import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import type { ItemReader, StoredItem } from '@understudy/route';
import fc from 'fast-check';
import { SAMPLES } from '../testing/samples.ts';
import { decodeAcknowledgement } from './decode-acknowledgement.ts';
import { decodeAuditEntry } from './decode-audit-entry.ts';
import { decodeFreeze, decodeMaintenance } from './decode-freeze.ts';
import { decodeIntent } from './decode-intent.ts';
import { decodeLastMove } from './decode-last-move.ts';
import { decodeLeader } from './decode-leader.ts';
import { decodeReadiness } from './decode-readiness.ts';
import { decodeRepair } from './decode-repair.ts';
import { decodeReport } from './decode-report.ts';
import { decodeSteps } from './decode-steps.ts';
import { encodeAuditEntry } from './encode-audit-entry.ts';
import { encodeEntry } from './encode-entry.ts';
import { openItem } from './open-item.ts';

const encoded = (value: object) => encodeEntry({ service: 'shop', entry: 'the entry' }, value, 'w');
const maintenance = { ...SAMPLES.freeze, subject: 'us-east-1' };

/** One item of each kind, what it was made of, and what reads it. */
const KINDS: readonly (readonly [string, object, StoredItem, (read: ItemReader) => object])[] = [
  ['a report', SAMPLES.report, encoded(SAMPLES.report), decodeReport],
  ['a leader', SAMPLES.leader, encoded(SAMPLES.leader), decodeLeader],
  ['a freeze', SAMPLES.freeze, encoded(SAMPLES.freeze), decodeFreeze],
  ['a maintenance', maintenance, encoded(maintenance), decodeMaintenance],
  ['an acknowledgement', SAMPLES.acknowledgement, encoded(SAMPLES.acknowledgement), decodeAcknowledgement],
  ['an intent', SAMPLES.intent, encoded(SAMPLES.intent), decodeIntent],
  ['a last move', SAMPLES.lastMove, encoded(SAMPLES.lastMove), decodeLastMove],
  ['a readiness', SAMPLES.readiness, encoded(SAMPLES.readiness), decodeReadiness],
  ['the steps of a move', SAMPLES.steps, encoded(SAMPLES.steps), decodeSteps],
  ['a repair', SAMPLES.repair, encoded(SAMPLES.repair), decodeRepair],
  ['an audit entry', SAMPLES.auditEntry, encodeAuditEntry('shop', SAMPLES.auditEntry), decodeAuditEntry],
];

/** Members that may be absent, and those of an item that no reader asks for. */
const OPTIONAL =
  /(?:^|\.)(?:service|entry|writeId|why|missedSinceMs|seenMs|routeRevision|requestKey|answer|outcome|code|override|acceptedLoss|mostMs|remedy|data|verification)$|^steps\.\d+\.(?:by|instance|begunMs|endedMs|notBeforeMs|what|output)$|^alerts(?:\.\d+\.(?:severity|signal|region))?$|^attempts\.\d+\.(?:commanded|endedMs|serving)$/;
const mayBeAbsent = (path: readonly string[]) => OPTIONAL.test(path.join('.'));

/** The paths of every attribute, at every depth. */
function pathsOf(value: AttributeValue, path: readonly string[] = []): readonly (readonly string[])[] {
  const below = value.M ?? (value.L === undefined ? undefined : Object.fromEntries(value.L.entries()));
  const paths = Object.entries(below ?? {}).flatMap(([name, each]) => pathsOf(each, [...path, name]));
  return path.length === 0 ? paths : [path, ...paths];
}

/** The item with another value at a path; without it where that is `undefined`. */
function changed(item: StoredItem, path: readonly string[], to: AttributeValue | undefined): StoredItem {
  const copy = structuredClone({ M: item }) as AttributeValue;
  let parent: AttributeValue = copy;
  const down = (name: string) => (parent.M ?? (parent.L as unknown as StoredItem))[name] as AttributeValue;
  for (const name of path.slice(0, -1)) parent = down(name);
  const last = path.at(-1) ?? '';
  const members = parent.M ?? (parent.L as unknown as StoredItem);
  if (to !== undefined) members[last] = to;
  else if (parent.L !== undefined) parent.L.splice(Number(last), 1);
  else delete members[last];
  return copy.M ?? {};
}

describe.each(KINDS)('%s', (_what, value, item, decode) => {
  const paths = pathsOf({ M: item }).filter(
    (path) => !['service', 'entry', 'writeId'].includes(path[0] ?? ''),
  );

  it('is read as it was written', () => {
    expect(decode(openItem(item))).toEqual(value);
  });

  it('is read with unknown attributes, at every depth', () => {
    const maps = [[], ...paths.filter((path) => valueAt(item, path)?.M !== undefined)];
    for (const path of maps) {
      const later = changed(item, [...path, 'later'], { M: { x: { BOOL: true } } });
      expect(decode(openItem(later))).toEqual(value);
    }
  });

  it.each(paths.map((path) => [path.join('.'), path] as const))(
    'is corrupt where %s is of another type, with the entry and the path',
    (_name, path) => {
      const thrown = thrownBy(() => decode(openItem(changed(item, path, { SS: ['x'] }))));
      expect(isUnderstudyError(thrown, 'UND_CONTROL_STORE_CORRUPT')).toBe(true);
      const { details, what } = thrown as { details: { entry: string; path: string }; what: string };
      expect(details.entry).toBe(item['entry']?.S);
      expect(details.path).toBe(`${details.entry}.${path.join('.').replaceAll(/\.(\d+)/g, '[$1]')}`);
      expect(what).toMatch(/: it must be /);
    },
  );

  it('is corrupt where a member is absent that must be there', () => {
    for (const path of paths.filter((each) => !mayBeAbsent(each) && !/^\d+$/.test(each.at(-1) ?? ''))) {
      const thrown = thrownBy(() => decode(openItem(changed(item, path, undefined))));
      expect([path, isUnderstudyError(thrown, 'UND_CONTROL_STORE_CORRUPT')]).toEqual([path, true]);
    }
  });

  it('is read where a member is absent that may be', () => {
    for (const path of paths.filter(mayBeAbsent)) {
      expect(decode(openItem(changed(item, path, undefined)))).not.toEqual(value);
    }
  });
});

describe('numbers', () => {
  it('are kept to the last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (atMs) => {
        expect(decodeLeader(openItem(encoded({ ...SAMPLES.leader, sinceMs: atMs }))).sinceMs).toBe(atMs);
      }),
    );
  });
});

describe('the data of an audit entry', () => {
  it('are kept as JSON keeps them', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (data) => {
        const stored = encodeAuditEntry('shop', { ...SAMPLES.auditEntry, data });
        expect(decodeAuditEntry(openItem(stored)).data).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it.each(['[1', '[]', 'null', '"x"'])('are corrupt where they are %s', (S) => {
    const item = { ...encodeAuditEntry('shop', SAMPLES.auditEntry), data: { S } };
    expect(() => decodeAuditEntry(openItem(item))).toThrow('data: it must be the JSON text of an object.');
  });
});

function valueAt(item: StoredItem, path: readonly string[]): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const name of path) value = value?.M?.[name] ?? value?.L?.[Number(name)];
  return value;
}

function thrownBy(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
