/** Where a stream is: the process that sent the event, its number, and the last line of the audit that was sent by then. */
export interface EventPlace {
  readonly instance: string;
  readonly sequence: number;
  /** `undefined` while no line was sent. */
  readonly audit?: string;
}

/** One word without blanks or line breaks, as the header `Last-Event-ID` carries it. */
export function encodeEventId({ instance, sequence, audit }: EventPlace): string {
  const head = `${instance}.${String(sequence)}`;
  return audit === undefined ? head : `${head}.${Buffer.from(audit).toString('base64url')}`;
}

/** `undefined` for an id that is not one of ours. */
export function decodeEventId(text: string): EventPlace | undefined {
  const [, instance = '', sequence = '', audit] =
    /^([\w-]{1,64})\.(\d{1,15})(?:\.([\w-]{1,300}))?$/.exec(text) ?? [];
  if (instance === '') return undefined;
  return {
    instance,
    sequence: Number(sequence),
    ...(audit !== undefined && { audit: Buffer.from(audit, 'base64url').toString('utf8') }),
  };
}
