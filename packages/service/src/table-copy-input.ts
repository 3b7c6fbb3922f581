import type {
  CreateTableCommandInput,
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  ProvisionedThroughputDescription,
  TableDescription,
} from '@aws-sdk/client-dynamodb';

/**
 * What creates a table like `description` in another region: keys, indexes, capacity, table class, and a stream with
 * both images. Encryption keys, tags, policies, backups and autoscaling belong to a region and are not copied. Pure.
 */
export function tableCopyInput(description: TableDescription): CreateTableCommandInput {
  const { TableName, AttributeDefinitions, KeySchema, TableClassSummary } = description;
  const isOnDemand = description.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const throughput = isOnDemand ? undefined : throughputOf(description.ProvisionedThroughput);
  const globals = description.GlobalSecondaryIndexes?.map((index) => copyGlobal(index, isOnDemand));
  const locals = description.LocalSecondaryIndexes?.map(copyLocal);
  const tableClass = TableClassSummary?.TableClass;
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode: isOnDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...(throughput !== undefined && { ProvisionedThroughput: throughput }),
    ...(globals !== undefined && globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals !== undefined && locals.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(tableClass !== undefined && { TableClass: tableClass }),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  };
}

function copyGlobal(
  { IndexName, KeySchema, Projection, ProvisionedThroughput }: GlobalSecondaryIndexDescription,
  isOnDemand: boolean,
) {
  const throughput = isOnDemand ? undefined : throughputOf(ProvisionedThroughput);
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(throughput !== undefined && { ProvisionedThroughput: throughput }),
  };
}

function copyLocal({ IndexName, KeySchema, Projection }: LocalSecondaryIndexDescription) {
  return { IndexName, KeySchema, Projection };
}

/** At least one unit each: what an on-demand table reports is 0, which CreateTable refuses. */
function throughputOf({
  ReadCapacityUnits = 1,
  WriteCapacityUnits = 1,
}: ProvisionedThroughputDescription = {}) {
  return {
    ReadCapacityUnits: Math.max(1, ReadCapacityUnits),
    WriteCapacityUnits: Math.max(1, WriteCapacityUnits),
  };
}
