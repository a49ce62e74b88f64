#!/usr/bin/env bash
# Sees to it that there is a Chromium and a typeface for Chinese, for the tests of the pages.
set -euo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fonts-noto-cjk fontconfig)
[ ${#missing[@]} = 0 ] && exit 0
echo "installing ${missing[*]}"
bash "$(dirname "$0")/apt.sh" "The tests of the pages need a browser and a Chinese typeface" "${missing[@]}"
