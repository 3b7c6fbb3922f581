/**
 * Alerts that say that a region is lost. Every link of a service leads from one of its two regions to the other, so each of them
 * explains that links of the same service are silent or lag.
 */
export const REGION_ALERTS: readonly string[] = [
  'UnderstudyRegionRequestsFail',
  'UnderstudyWriterDown',
  'UnderstudyStandbyDown',
];
