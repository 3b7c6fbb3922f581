import type { SetupStep } from '@understudy/service';

/** One step of a setup in one line. */
export function describeStep(step: SetupStep): string {
  switch (step.does) {
    case 'create-table':
      return `table ${step.table} in ${step.region}`;
    case 'copy-table':
      return `table ${step.table} in ${step.region}, with the keys and indexes it has in ${step.from}`;
    case 'enable-expiry':
      return `expiry of items in table ${step.table} in ${step.region}`;
    case 'enable-stream':
      return `stream of table ${step.table} in ${step.region}, with new and old images`;
    case 'write-route':
      return `first route: ${step.writer} takes writes`;
    case 'write-fence':
      return `write fence in ${step.region}`;
  }
}
