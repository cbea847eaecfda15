#!/bin/sh
# From a clone to an address that has been tried out: docs/DEPLOYMENT.md. Usage: infra/deploy.sh [--stage dev|staging|prod] [--dry-run]
set -eu
exec "$(dirname "$0")/with-node.sh" infra/deploy/main.ts "$@"
