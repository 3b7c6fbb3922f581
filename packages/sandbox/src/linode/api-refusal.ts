/** An answer of the API that is an error, in its real shape: `{"errors": [{"reason", "field"?}]}`. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly errors: readonly { readonly reason: string; readonly field?: string }[];

  constructor(status: number, reason: string, field?: string) {
    super(reason);
    this.name = 'ApiRefusal';
    this.status = status;
    this.errors = [field === undefined ? { reason } : { reason, field }];
  }
}

export function notFound(): ApiRefusal {
  return new ApiRefusal(404, 'Not found');
}
