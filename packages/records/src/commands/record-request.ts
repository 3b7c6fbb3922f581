/** What a command of records is asked for. */
export interface RecordRequest<Options> {
  readonly file: string;
  readonly output: string;
  readonly options: Options & { readonly json: boolean };
}
