#!/bin/sh
# Makes data/pages/assets/vendor/ again: the packages of package-lock.json go into a folder outside
# the repository, no script of theirs is run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/package.json "$here"/package-lock.json "$here"/*.mjs "$work"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
node "$work/make.mjs" "$(dirname "$here")"
