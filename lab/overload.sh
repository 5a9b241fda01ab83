#!/bin/sh
# Offers the real process its capacity and twice of it, at an even pace whatever becomes of the answers, and prints what
# it serves: once where the provider is too small, once where Junctor's own bound is, and how three keys share that.
# Exits with another status than 0 when it serves less than 90 % of what it serves at capacity; see docs/overload.md.
#   lab/overload.sh [SECONDS]     each round is measured for 8 seconds when nothing is said
set -eu
. "$(dirname -- "$0")/classes.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/junctor-overload.XXXXXX")
run -Djunctor.jar="$app/junctor.jar" dev.junctor.lab.overload.Overload "$folder" "$@"
