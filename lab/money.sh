#!/bin/sh
# Kills the real process under load with kill -9, starts it again, and accounts for every answer that a caller received
# whole: charged once, the exact amount, books that balance. Exits with another status than 0 when anything is wrong.
#   lab/money.sh                          50 kills on SQLite
#   lab/money.sh --kills 10 --seconds 8   less often, up to eight seconds after a start
#   lab/money.sh --database postgres://…  on a PostgreSQL, in an empty database
# It prints a line for each kill and one at the end. Data and logs stay in the folder that --folder names, or in one
# that it makes; see docs/money.md.
set -eu
. "$(dirname -- "$0")/classes.sh"
case " $* " in
*' --folder '*) ;;
*) set -- --folder "$(mktemp -d "${TMPDIR:-/tmp}/junctor-money.XXXXXX")/run" "$@" ;;
esac
run -Djunctor.jar="$app/junctor.jar" dev.junctor.lab.money.Trial "$@"
