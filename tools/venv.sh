#!/usr/bin/env bash
# Makes .venv and puts the locked packages of one set (run, dev, bench) and saywell itself into it.
set -euo pipefail
cd "$(dirname "$0")/.."
set_name=$1
unset VIRTUAL_ENV PYTHONPATH PYTHONHOME PIP_REQUIRE_VIRTUALENV PIP_TARGET PIP_PREFIX PIP_USER

find_python() {
  local name
  for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  echo "Saywell needs Python 3.11 or later. Install it (apt-get install python3) or name it: make PYTHON=/path/to/python" >&2
  return 1
}

# Debian ships python3 without ensurepip; the package that holds it bears the version in its name.
install_venv_package() {
  local package
  package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  bash tools/apt.sh "$1 cannot make virtual environments" "$package"
}

if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  python=$(find_python)
  "$python" -c 'import ensurepip' 2>/dev/null || install_venv_package "$python"
  echo "making .venv with $("$python" --version)"
  "$python" -m venv --clear .venv
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
echo "installing the packages of lock/$set_name.txt"
pip install --require-hashes --only-binary :all: --no-deps -r "lock/$set_name.txt"
pip install --no-deps --no-build-isolation --editable .
touch ".venv/.$set_name"
