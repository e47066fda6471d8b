export type { Collection, Kept } from './collection.ts';
export type { Annotation, Funnel, FunnelStep, Segment } from './items.ts';
export { openSettings, type Settings } from './open-settings.ts';
export { parseAnnotation, parseFunnel, parseGoal, parseSegment } from './parse-settings.ts';
export { resolveFunnel } from './resolve-funnel.ts';
export { resolveQuery, type SiteSettings } from './resolve-query.ts';
export { SettingsError, type SettingsErrorCode } from './settings-error.ts';
export {
  exportSettings,
  importSettings,
  parseSettingsFile,
  type ImportCounts,
  type SettingsFile,
} from './settings-file.ts';
export type { NewSharedLink, SharedLink, SharedLinks } from './shared-links.ts';
