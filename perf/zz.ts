import { buildApp } from '../tests/support/build-app.ts'
import { weighBuild } from './lighthouse/weigh-build.ts'

await buildApp({ logLevel: 'error', build: { outDir: '/tmp/m/dist', emptyOutDir: true } })
for (const f of await weighBuild('/tmp/m/dist'))
  if (f.name.endsWith('gzip') && /app js|first-route|service|settings|german|shared /.test(f.name))
    console.log(f.name, f.values[0])
