#!/usr/bin/env bash
# Sees to it that there is a Chromium and a typeface for Chinese, for the tests of the pages.
set -euo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fonts-noto-cjk fontconfig)
[ ${#missing[@]} = 0 ] && exit 0
line="apt-get update -qq && apt-get install -y -qq --no-install-recommends ${missing[*]}"
echo "installing ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "The tests of the pages need ${missing[*]}. Install them, then run make again." >&2
  exit 1
elif [ "$(id -u)" = 0 ]; then
  DEBIAN_FRONTEND=noninteractive bash -c "$line" >/dev/null
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  sudo -n DEBIAN_FRONTEND=noninteractive bash -c "$line" >/dev/null
else
  echo "The tests of the pages need ${missing[*]}. Run this once, then make again:" >&2
  echo "  sudo sh -c '$line'" >&2
  exit 1
fi
