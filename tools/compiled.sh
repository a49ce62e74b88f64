#!/usr/bin/env bash
# Builds a wheel with the engine, hearing and scoring compiled and lays it out in build/compiled. Where there is no C compiler and none can
# be installed, it says so and leaves nothing there: the same modules then run as Python.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
rm -rf build/compiled build/wheel

can_compile() {
  command -v "${CC:-cc}" >/dev/null && [ -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ]
}

if ! can_compile; then
  packages=$("$python" -c 'import sys; print("gcc libc6-dev python%d.%d-dev" % sys.version_info[:2])')
  install="apt-get update -qq && apt-get install -y -qq $packages"
  if ! command -v apt-get >/dev/null; then
    :
  elif [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive bash -c "$install" >/dev/null || true
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n DEBIAN_FRONTEND=noninteractive bash -c "$install" >/dev/null || true
  fi
fi
if ! can_compile; then
  echo "Engine, hearing and scoring stay plain Python: there is no C compiler, or no Python.h (apt-get install $packages)."
  exit 0
fi

echo "compiling the engine, hearing and scoring"
# In a copy: the compiler leaves its libraries beside the sources, where they would hide what is edited later.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r pyproject.toml README.md LICENSE NOTICE src native tools "$copy"
HATCH_BUILD_HOOK_ENABLE_MYPYC=true HATCH_BUILD_HOOK_ENABLE_CUSTOM=true "$python" -m pip --disable-pip-version-check --quiet wheel --no-deps \
  --no-build-isolation --wheel-dir build/wheel "$copy"
"$python" -m zipfile -e build/wheel/saywell-*.whl build/compiled
