#!/usr/bin/env bash
# Runs every benchmark and writes its figures into docs/performance.md; for a quiet machine, three quarters of an hour on two cores.
#   benchmarks/run.sh            everything
#   benchmarks/run.sh Decision   the classes whose names begin so, each at most 3 minutes; the other figures stay
#   benchmarks/run.sh processes  the whole processes alone
# The JSON of each class is kept in benchmarks/target/results; the table is made of all that is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
which="${1:-}"
results=benchmarks/target/results

mvn -B -ntp -q -Pbenchmarks -pl benchmarks,examples/quickstart -am -DskipTests package
mkdir -p "$results"
class_path="benchmarks/target/classes:$(cat benchmarks/target/class-path.txt)"

for file in benchmarks/src/main/java/io/relance/benchmarks/*Benchmark.java; do
    name="$(basename "$file" .java)"
    case "$name" in
        "$which"*) ;;
        *) continue ;;
    esac
    echo "== $name"
    started="$SECONDS"
    java -cp "$class_path" org.openjdk.jmh.Main "io.relance.benchmarks.$name\\." \
        -prof gc -foe true -rf json -rff "$results/$name.json" >"$results/$name.log" 2>&1 \
        || { tail -40 "$results/$name.log"; exit 1; }
    echo "   $((SECONDS - started)) s"
done

if [ -z "$which" ] || [ "$which" = processes ]; then
    echo "== processes"
    benchmarks/processes.sh "$results/processes.json"
fi

java -cp "$class_path" io.relance.benchmarks.PerformanceTable "$results" docs/performance.md
