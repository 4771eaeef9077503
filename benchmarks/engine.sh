#!/usr/bin/env bash
# Whole runs of the engine on PostgreSQL, which comes from Maven and is started on loopback; see the class EngineRuns. After
#   mvn -Pbenchmarks -pl benchmarks -am -DskipTests package
# run
#   benchmarks/engine.sh shape [ACCOUNTS]   round trips, a first run beside bare inserts, quiet days (10000)
#   benchmarks/engine.sh day ACCOUNTS       a first run, and a day with 15 % due, in a heap of 256 MB
#   benchmarks/engine.sh mails ACCOUNTS     a day with 15 % due, its messages sent over SMTP to a server in the process
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec java -Xmx256m -cp "benchmarks/target/classes:$(cat benchmarks/target/class-path.txt)" \
    io.relance.benchmarks.EngineRuns "${@:-shape}"
