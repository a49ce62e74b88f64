#!/usr/bin/env bash
# Installs Debian packages as root or by sudo, else says the one line to run: apt.sh WHO-NEEDS-THEM PACKAGE…
set -euo pipefail
needs=$1
shift
line="apt-get update -qq && apt-get install -y -qq --no-install-recommends $*"
if ! command -v apt-get >/dev/null; then
  echo "$needs: install $*, then run make again." >&2
  exit 1
elif [ "$(id -u)" = 0 ]; then
  DEBIAN_FRONTEND=noninteractive bash -c "$line" >/dev/null
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  sudo -n DEBIAN_FRONTEND=noninteractive bash -c "$line" >/dev/null
else
  echo "$needs. Run this once, then make again:" >&2
  echo "  sudo sh -c '$line'" >&2
  exit 1
fi
