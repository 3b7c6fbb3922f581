import type { AlertFaultGroup } from './alert-fault.ts';
import { ITEM_FAULTS } from './item-faults.ts';
import { LINK_FAULTS } from './link-faults.ts';
import { MOVE_FAULTS } from './move-faults.ts';
import { PROGRAM_FAULTS } from './program-faults.ts';
import { RECORD_FAULTS } from './record-faults.ts';
import { REGION_FAULTS } from './region-faults.ts';

/** Every fault, in an order in which none hides another. */
export const ALERT_FAULTS: readonly AlertFaultGroup[] = [
  ...PROGRAM_FAULTS,
  ...ITEM_FAULTS,
  ...RECORD_FAULTS,
  ...REGION_FAULTS,
  ...LINK_FAULTS,
  ...MOVE_FAULTS,
];
