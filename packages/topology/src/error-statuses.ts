/** Statuses for which HAProxy 2.6 accepts an error file (configuration manual, "errorfile"). */
export const ERROR_STATUSES: ReadonlySet<number> = new Set([
  200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504,
]);
