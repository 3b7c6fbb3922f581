/** The faults are made by packages/orchestrator/src/repairs.accept.test.ts and pool-watch.test.ts. */
const NO_SERVERS = 'the service of this test has neither servers nor balancers';

/** Alerts that the local cloud can not raise by a real fault, and why. The rule of each is tested on samples by promtool. */
export const ALERTS_NOT_FIRED: Readonly<Record<`Understudy${string}`, string>> = {
  UnderstudyTrimNear:
    'a stream would have to be unread for twenty hours, and DynamoDB Local has no clock to set',
  UnderstudyVersionsDiffer: 'there is one major version yet',
  UnderstudyUnstampableWrites:
    'it tells of a fault of Understudy: no request that is known gets past the stamp',
  UnderstudyRefusedSamples: 'it tells of a fault of Understudy: no metric that is known is refused',
  UnderstudyPoolDown: NO_SERVERS,
  UnderstudyLinodeRegionDown: NO_SERVERS,
  UnderstudyBalancerDown: NO_SERVERS,
  UnderstudyServerDown: NO_SERVERS,
  UnderstudyLinodeApiFailing: NO_SERVERS,
};
