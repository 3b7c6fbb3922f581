import { checkRegion, findTable } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import { RecordsError } from '../errors.ts';
import { parseRecordName } from '../name-record.ts';
import type { RecordName } from '../types.ts';
import { KIND_OF, type RecordNoun } from './record-noun.ts';

/**
 * The records that a command line names.
 * @throws RecordsError `UND_RECORDS_CONFIG_INVALID`; ServiceError `UND_SERVICE_TABLE_UNKNOWN`, `UND_SERVICE_REGION_UNKNOWN`
 */
export function readNames(
  noun: RecordNoun,
  texts: readonly string[],
  topology: Pick<Topology, 'tables' | 'regions'>,
): readonly RecordName[] {
  return texts.map((text) => {
    const name = parseRecordName(text);
    if (name.kind !== KIND_OF[noun]) {
      const other = name.kind === 'ledger' ? 'ledger' : 'dead-letters';
      throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
        what: `"${text}" belongs to understudy ${other}, not to understudy ${noun}.`,
      });
    }
    findTable(topology, name.link.table);
    checkRegion(topology, name.link.source);
    checkRegion(topology, name.link.target);
    return name;
  });
}
