#!/usr/bin/env bash
# Whole processes of the command-line program: wall time and peak memory, see the class Processes. After
#   mvn -Pbenchmarks -pl benchmarks,examples/quickstart -am -DskipTests package
# run
#   benchmarks/processes.sh [FILE.json [ROWS...]]
# The standard output is a table: of several runs the shortest wall time and the largest peak memory. FILE.json
# (benchmarks/target/processes.json) gets the same. ROWS are the sizes of the books to report on (1000000 10000000; the larger
# takes minutes and is run once).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec java -cp benchmarks/target/classes io.relance.benchmarks.Processes \
    examples/quickstart/target/relance.jar "${@:-benchmarks/target/processes.json}"
