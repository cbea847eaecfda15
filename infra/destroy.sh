#!/bin/sh
# Removes a stage after its name was typed; pictures stay in their bucket. Usage: infra/destroy.sh [--stage dev|staging|prod] [--dry-run]
set -eu
exec "$(dirname "$0")/with-node.sh" infra/deploy/destroy.ts "$@"
