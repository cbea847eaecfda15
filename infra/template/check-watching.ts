import type { Template } from './read-template.ts'
import { asList, at, propertiesOf, resourcesOf, textOf } from './values.ts'

/** What an alarm has to watch, by the name of the measurement and of what it is measured at. */
const WATCHED = [
  'Errors {ApiFunction}',
  'Errors {WorkerFunction}',
  'Throttles {ApiFunction}',
  'Throttles {WorkerFunction}',
  'ApproximateAgeOfOldestMessage {JobQueue.QueueName}',
  'ApproximateAgeOfOldestMessage {DeletionQueue.QueueName}',
  'ApproximateNumberOfMessagesVisible {JobDeadLetters.QueueName}',
  '5xx {HttpApi}',
]

/** Alarms, dashboard and log groups. What saved queries look for is compared with the sources by a test. */
export function checkWatching(template: Template): string[] {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm')
  const watched = alarms.map(([, { Properties }]) => {
    return `${textOf(Properties.MetricName)} ${textOf(at(Properties, 'Dimensions', 0, 'Value'))}`
  })
  const silent = alarms.filter(([, { Properties }]) => textOf(at(Properties, 'AlarmActions', 0)) !== '{AlarmTopic}')
  const groups = resourcesOf(template, 'AWS::Logs::LogGroup').filter(([, { Properties }]) => {
    return Properties.RetentionInDays === undefined
  })
  const functions = resourcesOf(template, 'AWS::Serverless::Function').filter(([, { Properties }]) => {
    const group = at(Properties, 'LoggingConfig', 'LogGroup', 'Ref')
    return template.Resources[String(group)]?.Type !== 'AWS::Logs::LogGroup'
  })
  return [
    ...WATCHED.filter((each) => !watched.includes(each)).map((each) => `No alarm watches ${each}.`),
    ...silent.map(([name]) => `${name} tells nobody.`),
    ...groups.map(([name]) => `${name} is kept for ever.`),
    ...functions.map(([name]) => `${name} writes to a log group that the template does not have.`),
    ...checkSpend(template),
    ...checkDashboard(template),
  ]
}

function checkSpend(template: Template): string[] {
  const written = at(propertiesOf(template, 'SpendFilter'), 'MetricTransformations', 0)
  const read = at(propertiesOf(template, 'SpendAlarm'), 'Metrics', 0, 'MetricStat', 'Metric')
  const isSame = (one: string, other: string) => textOf(at(written, one)) === textOf(at(read, other))
  const isRead = isSame('MetricNamespace', 'Namespace') && isSame('MetricName', 'MetricName')
  return isRead ? [] : ['The alarm of spending watches another measurement than the filter writes.']
}

function checkDashboard(template: Template): string[] {
  const body = textOf(propertiesOf(template, 'Dashboard').DashboardBody)
  try {
    const widgets = asList(at(JSON.parse(body), 'widgets'))
    return widgets.length > 0 ? [] : ['The dashboard is empty.']
  } catch (error) {
    return [`The dashboard is no JSON: ${error instanceof Error ? error.message : 'unknown'}`]
  }
}

/** The fixed messages of log lines that queries and filters look for. */
export function messagesLookedFor(template: Template): string[] {
  const texts = [
    ...resourcesOf(template, 'AWS::Logs::QueryDefinition').map(([, { Properties }]) => textOf(Properties.QueryString)),
    ...resourcesOf(template, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => textOf(Properties.FilterPattern)),
  ]
  const conditions = texts.flatMap((text) => [...text.matchAll(/message (?:=|in) (\[[^\]]*\]|"[^"]*")/g)])
  return conditions.flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, message = '']) => message))
}
