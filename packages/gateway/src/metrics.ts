/** What each metric says, as `/metrics` shows it. */
export const METRICS: Readonly<Record<string, string>> = {
  understudy_gateway_in_flight_requests: 'Requests under way.',
  understudy_gateway_held_bytes: 'Bytes of request bodies that are held.',
  understudy_gateway_lease_left_seconds:
    'How long the right to write lasts without another look at the route.',
  understudy_gateway_route_epoch: 'The epoch of the route last seen.',
  understudy_gateway_ready: '1 where a write that came now would be sent.',
  understudy_failover_client_failed_attempts_total: 'Attempts that failed, by region and class of the error.',
  understudy_failover_client_stale_epochs_total: 'Writes that the fence refused.',
  understudy_failover_client_standby_reads_total: 'Reads that a standby answered.',
  understudy_failover_client_narrowed_windows_total:
    'How often a region was asked for less at once, because it did not answer in time.',
  understudy_failover_client_repeated_writes_ms: 'How long writes took that needed more than one attempt.',
};
