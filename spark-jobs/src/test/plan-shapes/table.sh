#!/bin/sh
# Prints for sweeps of five shapes what plan predicts, what run then takes, and the ratio of the two.
# Arguments: the shapes, default all. MNIST is looked for in INFOMORPH_DATA, as by the program.
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd -P)
root=$here/../../../..
infomorph=$root/infomorph
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
[ $# -gt 0 ] || set -- short long mixed mnist memory
"$infomorph" --version >/dev/null # builds

seconds() { # of "about 1 min 20 s on 2 cores"
  sed -n 's/^about \(.*\) on [0-9]* core.*/\1/p' "$out/plan.txt" |
    awk '{ for (i = 1; i < NF; i += 2) s += $i * ($(i + 1) == "s" ? 1 : $(i + 1) == "min" ? 60 : 3600)
           print s }'
}

printf '%-8s %10s %8s %6s %8s  %s\n' shape predicted real ratio load said
for shape in "$@"; do
  load=$(uptime | sed 's/.*load average: \([0-9.]*\).*/\1/')
  "$infomorph" plan "$root/conf/sweeps/shapes/$shape.yaml" --out "$out" >"$out/plan.txt"
  predicted=$(seconds)
  start=$(date +%s.%N)
  "$infomorph" run "$root/conf/sweeps/shapes/$shape.yaml" --out "$out" >"$out/run.txt" || cat "$out/run.txt"
  end=$(date +%s.%N)
  echo "$shape $predicted $start $end $load" |
    awk '{ real = $4 - $3; printf "%-8s %8.1f s %6.1f s %6.2f %8s  ", $1, $2, real, $2 / real, $5 }'
  sed -n 's/^about [^:]*: //p' "$out/plan.txt"
  rm -rf "$out/$shape"
done
