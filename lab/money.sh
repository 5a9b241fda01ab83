#!/bin/sh
# Kills the real process under load with kill -9, starts it again, and accounts for every answer that a caller received
# whole: charged once, the exact amount, books that balance. Exits with another status than 0 when anything is wrong.
#   lab/money.sh                          50 kills on SQLite
#   lab/money.sh --kills 10 --seconds 5   less often, later
#   lab/money.sh --database postgres://…  on a PostgreSQL with an empty database
# It prints a line for each kill and one at the end; data and logs stay in the folder that --folder names.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$home"
JAVA_HOME=$(sh .mvn/jdk.sh)
export JAVA_HOME
folder=
case " $* " in
*' --folder '*) ;;
*) folder="--folder $(mktemp -d "${TMPDIR:-/tmp}/junctor-money.XXXXXX")/run" ;;
esac
exec mvn -q -B -Dstyle.color=never -Dspotless.check.skip -Pmoney -pl lab -am verify -Dmoney.arguments="$folder $*"
