#!/bin/sh
# Runs a TypeScript file of infra/deploy with the Node of the lockfile. Usage: with-node.sh FILE [ARGUMENT]...
set -eu
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null 2>&1; then
  cat >&2 <<'NEEDS'
npm is missing. A deployment needs:
- Node 22.19 or later with npm: https://nodejs.org/en/download
- AWS CLI, version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html
- SAM CLI: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html
- credentials of an AWS account: `aws configure sso` or `aws configure`
NEEDS
  exit 1
fi
[ -d node_modules ] || npm ci

node=node_modules/.bin/node
[ -x "$node" ] || node=node
if ! "$node" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 19) ? 0 : 1)'; then
  echo "Node $("$node" --version) is too old: 22.19 or later is needed, see https://nodejs.org/en/download" >&2
  exit 1
fi
exec "$node" --disable-warning=ExperimentalWarning "$@"
