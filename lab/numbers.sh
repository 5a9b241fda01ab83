#!/bin/sh
# Measures what the money costs on this machine and prints a table: work on the event loop, the wait for the disk, the
# way into SQLite and into a local PostgreSQL, the size and reading of what is stored, and a start with much to recover.
#   lab/numbers.sh [FOLDER]   FOLDER is for data, on the disk that is to be measured; it is emptied at the end
# Takes some minutes and about 2 GB of disk. Let the machine do nothing else.
set -eu
. "$(dirname -- "$0")/classes.sh"
folder=$(mktemp -d "${1:-$home/lab/target}/numbers.XXXXXX")
trap 'rm -rf "$folder"' EXIT
echo "$(date -u +%Y-%m-%d), $(uname -sm), $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | sort | uniq -c |
    sed 's/^ *\([0-9]*\) /\1 × /'), $("$JAVA_HOME/bin/java" --version | head -n 1), load before: $(uptime | sed 's/.*average[s]*: //')"
echo
(run -Xmx2g -Djunctor.jar="$app/junctor.jar" dev.junctor.lab.bench.MoneyNumbers "$folder")
echo
echo "load after: $(uptime | sed 's/.*average[s]*: //')"
