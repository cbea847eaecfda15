import type { ApiGatewayRequestContextV2, LambdaContext, LambdaEvent } from 'hono/aws-lambda'

/** A request as API Gateway's HTTP API hands it to a function: payload format version 2.0. */
export async function toPayloadV2(request: Request): Promise<LambdaEvent> {
  const url = new URL(request.url)
  const bytes = Buffer.from(await request.arrayBuffer())
  const path = decodeURIComponent(url.pathname)
  const requestContext: ApiGatewayRequestContextV2 = {
    accountId: '123456789012',
    apiId: 'api',
    authentication: null,
    authorizer: {},
    domainName: url.hostname,
    domainPrefix: 'api',
    http: { method: request.method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'request',
    routeKey: '$default',
    stage: '$default',
    time: '01/Jan/2026:00:00:00 +0000',
    timeEpoch: 1_767_225_600_000,
  }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries([...request.headers, ['host', url.host]]),
    body: bytes.length === 0 ? null : bytes.toString('base64'),
    isBase64Encoded: bytes.length > 0,
    requestContext,
  }
}

/** The second argument of a Lambda handler, as far as a handler may look at it. */
export function toLambdaContext(): LambdaContext {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'api',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:api',
    memoryLimitInMB: '1024',
    awsRequestId: 'request',
    logGroupName: 'group',
    logStreamName: 'stream',
    identity: { cognitoIdentityId: '', cognitoIdentityPoolId: '' },
    clientContext: {
      client: { installationId: '', appTitle: '', appVersionName: '', appVersionCode: '', appPackageName: '' },
      Custom: null,
      env: { platformVersion: '', platform: '', make: '', model: '', locale: '' },
    },
    getRemainingTimeInMillis: () => 20_000,
  }
}
