import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics'
import type { Metrics } from './log.ts'

/** Metrics in CloudWatch's embedded format: log lines, so that no permission to write metrics is needed. */
export function createMetrics(service: string): Metrics {
  const metrics = new PowertoolsMetrics({ namespace: 'PixelPrompt', serviceName: service })
  return {
    count(name, value, dimensions) {
      // A metric with dimensions of its own is a line of its own: added to the shared one they would mark every metric.
      const target = dimensions === undefined ? metrics : metrics.singleMetric()
      for (const [key, text] of Object.entries(dimensions ?? {})) target.addDimension(key, text)
      target.addMetric(name, 'Count', value)
    },
    publish() {
      // Publishing nothing would write a warning for every request.
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
    },
  }
}
