export type { Answer, AnswerRow, AnswerWarning, MetricValue } from './answer/answer.ts';
export type { FunnelAnswer, FunnelRow } from './answer/answer-funnel.ts';
export type { EventList, ListedEvent } from './answer/list-events.ts';
export type { SourceEvent } from './ingest/read-event.ts';
export { follow, type EventSource, type Follower, type FollowOptions } from './process/follow.ts';
export {
  startStore,
  type RunningStore,
  type StartOptions,
  type StoreRestart,
} from './process/start-store.ts';
export {
  parseFunnelSelection,
  type FunnelQuery,
  type FunnelSelection,
} from './query/funnel-query.ts';
export type { EventChoice, Goal, GoalType } from './query/goal.ts';
export { dimensionDefinitions, type Dimension } from './query/dimensions.ts';
export { metricDefinitions, type Metric } from './query/metrics.ts';
export { parseListing, parseQuery } from './query/parse-query.ts';
export { QueryError, type QueryProblem } from './query/query-problem.ts';
export type { PersonKey } from './query/person-key.ts';
export type { Filter } from './query/filter.ts';
export type { Listing, Query } from './query/query.ts';
export type { Collection, Kept } from './settings/collection.ts';
export type { Annotation, Funnel, FunnelStep, Segment } from './settings/items.ts';
export { maxHtmlBytes, readOutline } from './email-outline/read-outline.ts';
export { openSettings, type Settings } from './settings/open-settings.ts';
export {
  parseAnnotation,
  parseFunnel,
  parseGoal,
  parseSegment,
} from './settings/parse-settings.ts';
export { resolveFunnel } from './settings/resolve-funnel.ts';
export { resolveQuery, type SiteSettings } from './settings/resolve-query.ts';
export {
  exportSettings,
  importSettings,
  parseSettingsFile,
  type ImportCounts,
  type SettingsFile,
} from './settings/settings-file.ts';
export { SettingsError, type SettingsErrorCode } from './settings/settings-error.ts';
export {
  keepSampleSettings,
  sampleEvents,
  type SampleEvent,
  type SampleOptions,
} from './sample/index.ts';
export type { Forgotten } from './store/forget.ts';
export type { StoreOptions } from './store/open-file.ts';
export { StoreError, type StoreErrorCode } from './store/store-error.ts';
export type { StoreStatus } from './store/store.ts';
export type { AddedAnswer, AddedApi, AddedOperation } from './api/added/added-api.ts';
export type { Account } from './access/account.ts';
export type { Reader } from './access/reader.ts';
export type { Log } from './server/log.ts';
export type { CollectorQuality } from './server/collector-quality.ts';
export type { ReportDeliveries } from './server/report-deliveries.ts';
export type { ForgottenCounts } from './server/forgotten-counts.ts';
export type { ReportCollector, ReportOptions } from './server/report-options.ts';
export { startReport, type Report } from './server/start-report.ts';
export type { TimelyAnswer, TimelyEventList } from './server/questions.ts';
export type { ReportContext, ReportState } from './server/state.ts';
export { hashPassword } from './access/password.ts';
export { parseSharedLink } from './access/parse-shared-link.ts';
export type { NewSharedLink, SharedLink, SharedLinks } from './settings/shared-links.ts';
export { openapiDocument } from './api/openapi/document.ts';
