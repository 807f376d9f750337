#!/bin/sh
# Fetches the pinned inkjs from npm, and refuses any other.
set -eu
cd "$(dirname "$0")"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
(cd "$room" && npm pack --silent inkjs@2.4.0 && tar xzf inkjs-2.4.0.tgz)
cp "$room/package/dist/ink-full.js" ink-full.js
cp "$room/package/LICENSE.md" LICENSE
sha256sum --check SHA256SUMS
