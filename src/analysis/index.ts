export type {
  Finding,
  FindingCode,
  LintReport,
  OpenQuestion,
  ProvedFinding,
  Severity,
  WitnessedFinding,
} from './Finding.js'
export type { ImpactGroup, ImpactReport } from './ImpactReport.js'
export { impact, impactWith } from './impact.js'
export { impactOnAll, impactOnAllWith } from './impactOnAll.js'
export type { LintOptions } from './lint.js'
export { lint, lintWith } from './lint.js'
export type { Timeline, TimelineStretch } from './timeline.js'
export { mostTimelineDays, mostTimelineMoments, timeline, timelineWith } from './timeline.js'
export { timelineDiagram } from './timelineDiagram.js'
