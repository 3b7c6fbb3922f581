import {
  account,
  announceConsole,
  crashServer,
  findShopSite,
  loadCities,
  loseWriter,
  openJournal,
  openOperator,
  openShop,
  openWorkload,
  readCities,
  replaceServers,
  reportRun,
  restoreDeadRegion,
  runAfterSwitch,
  runWithoutRegion,
  startCloud,
  startPrograms,
  startTraffic,
  StepList,
  switchBack,
} from '@understudy/scenario';
import type { DrillRun } from './drill-run.ts';
import { openView } from './screen/open-view.ts';
import { showReport } from './screen/show-report.ts';

/** The drill: each step takes what it needs from those before it. Steps without a title belong to the one above. */
export function drill({ dataOnly }: { readonly dataOnly: boolean }) {
  return StepList.from<DrillRun>()
    .step('starting the local cloud', announceConsole)
    .also(startCloud)
    .when(!dataOnly, (steps) => steps.also(findShopSite))
    .also(readCities)
    .step('loading the cities', loadCities)
    .also(startPrograms)
    .when(!dataOnly, (steps) => steps.step('starting the servers', openShop))
    .also(openOperator)
    .also(openJournal)
    .also(openWorkload)
    .also(openView)
    .step('traffic', startTraffic)
    .when(!dataOnly, (steps) =>
      steps.step('a server dies', crashServer).step('every server is replaced', replaceServers),
    )
    .step('the writer dies', loseWriter)
    .step('traffic without the region', runWithoutRegion)
    .step('the region comes back', restoreDeadRegion)
    .step('switching back as planned', switchBack)
    .step('traffic after the switch', runAfterSwitch)
    .step('comparing the journal with both regions', account)
    .also(reportRun)
    .also(showReport);
}

/** What the drill's last step leaves: the service under traffic, and the report. */
export type DrillOutcome = Awaited<ReturnType<ReturnType<typeof drill>['run']>>;
