import copyDynamodbTable from 'copy-dynamodb-table';
import type { Site } from '../types.ts';

/** Copies a table; `onItem` gets each item with its place in its page, when it was read. */
export function copyAllItems(
  source: Site,
  target: Site,
  table: string,
  onItem: (index: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    copyDynamodbTable.copy(
      {
        source: { tableName: table, config: configOf(source) },
        destination: { tableName: table, config: configOf(target) },
        transform: (item, index) => {
          onItem(index);
          return item;
        },
      },
      (error) => (error == null ? resolve() : reject(error)),
    );
  });
}

function configOf({ endpoint, region, accessKey }: Site) {
  return { endpoint, region, accessKeyId: accessKey, secretAccessKey: accessKey };
}
