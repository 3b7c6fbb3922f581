import type { DnsRecordSpec } from '@understudy/topology';
import type { PerformStep, StepResult } from '../steps/perform-step.ts';
import type { DnsZone } from './dns-zone.ts';
import { recordName } from './record-name.ts';

export interface RecordPerformerOptions {
  readonly records: readonly DnsRecordSpec[];
  readonly zone: DnsZone;
}

/** Makes the steps that are DNS records: sets the target of the new writer, and reads it back. Again is the same. */
export function recordPerformer({ records, zone }: RecordPerformerOptions): PerformStep {
  return async ({ move, step }, signal) => {
    const record = records.find((each) => recordName(each) === step.name);
    const target = record?.targets.find(({ region }) => region === move.to)?.target;
    if (record === undefined || target === undefined)
      return failed('The topology of this orchestrator has no such record any more.', true);
    try {
      return await lead({ record, target, zone }, signal);
    } catch (error) {
      signal.throwIfAborted();
      return failed(error instanceof Error ? error.message : String(error));
    }
  };
}

interface Wanted {
  readonly record: DnsRecordSpec;
  readonly target: string;
  readonly zone: DnsZone;
}

async function lead({ record, target, zone }: Wanted, signal: AbortSignal): Promise<StepResult> {
  const { ttlSec } = record;
  const before = await zone.look(record);
  signal.throwIfAborted();
  if (before.kind === 'missing') return failed(before.why);
  const seconds = `for ${String(ttlSec)} s`;
  if (before.record.target === target && before.record.ttlSec === ttlSec)
    return { done: true, what: `It leads to ${target} ${seconds} already.` };
  await zone.change(before.record, { ...record, target });
  const after = await zone.look(record);
  if (after.kind === 'missing') return failed(after.why);
  const now = after.record;
  if (now.target !== target || now.ttlSec !== ttlSec)
    return failed(`It reads back as ${now.target} for ${String(now.ttlSec)} s, not as ${target} ${seconds}.`);
  return { done: true, what: `It leads to ${target} ${seconds}; before, to ${before.record.target}.` };
}

function failed(what: string, final = false): StepResult {
  return { done: false, what, ...(final && { final }) };
}
