/** The part of copy-dynamodb-table that is used; it comes without types. */
declare module 'copy-dynamodb-table' {
  interface Config {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly region: string;
    readonly endpoint: string;
  }
  interface Values {
    readonly source: { readonly tableName: string; readonly config: Config };
    readonly destination: { readonly tableName: string; readonly config: Config };
    readonly transform: (item: object, index: number) => object;
  }
  const copyDynamodbTable: {
    readonly copy: (values: Values, done: (error: Error | null | undefined) => void) => void;
  };
  export default copyDynamodbTable;
}
