/** As much of a template as a deployment looks at. */
export const TEST_TEMPLATE = `
Parameters:
  Stage: { Type: String, Default: dev }
  AppVersion: { Type: String, Default: development }
  GalleryDefault: { Type: String }
  ModelsFile: { Type: String, Default: '' }
  WorkerConcurrency: { Type: Number, Default: 5 }
  OriginSecret: { Type: String, NoEcho: true }
  ClientKeySalt: { Type: String, NoEcho: true }
  OpenaiApiKey: { Type: String, NoEcho: true, Default: '' }
Resources:
  Api: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: dist/lambda/api } }
  Worker: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: dist/lambda/worker } }
  Layer: { Type: 'AWS::Serverless::LayerVersion', Properties: { ContentUri: dist/layers/sharp } }
  Edge:
    Type: AWS::CloudFront::Function
    Properties:
      FunctionCode: '{{edge/dist/viewer-request.js}}'
      Name: !Ref Stage
`
