#!/bin/sh
# Runs the real process for a long time with simulated providers that fail in every way, under callers of all kinds, and
# looks at it each ten seconds: memory, handles, threads, latencies, what waits. Exits with another status than 0 when
# something grows, or when anything is left over at the end.
#   lab/soak.sh          10 minutes
#   lab/soak.sh 1440     24 hours, as before a release
#   lab/soak.sh 5 DIR    samples (soak.csv), result (soak.json), data and log go to DIR
# It prints a line for each look. Needs Linux. See docs/promises.md for how a trend is judged.
set -eu
. "$(dirname -- "$0")/classes.sh"
run -Djunctor.jar="$app/junctor.jar" dev.junctor.lab.soak.Soak "$@"
