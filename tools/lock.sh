#!/usr/bin/env bash
# Resolves the dependencies of pyproject.toml into lock/*.txt, with hashes and without the address of any index.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  local out=$1
  shift
  uv pip compile pyproject.toml --group build "$@" --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file "$out"
}
compile lock/run.txt --extra server --extra pdf
compile lock/dev.txt --group dev --extra server --extra pdf --extra oidc --extra traces --extra semantic --extra onnx --constraints lock/run.txt
compile lock/bench.txt --extra bench --extra semantic --constraints lock/run.txt
uv pip compile pyproject.toml --extra server --extra postgres --extra pdf --extra oidc --extra traces --constraints lock/run.txt --universal --python-version 3.11 \
  --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file lock/image.txt
uv pip compile --group node --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links --quiet --output-file lock/node.txt
