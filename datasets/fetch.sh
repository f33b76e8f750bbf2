#!/usr/bin/env bash
# Fetches a public data set into DIR/NAME and verifies it. A file is downloaded under a temporary
# name and moved into place only if its checksum is right; files that are there and good are kept.
#
# A checksum file has a line "from BASE_URL" for each place to try, in this order, and a line
# "SHA256  FILE" for each file. Every file is fetched gzipped; where FILE does not end in .gz, the
# checksum is that of the uncompressed contents.
#
# Exit codes: 0 all files are there and good; 1 a download or a checksum failed; 2 wrong usage.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  echo "usage: fetch.sh NAME DIR [--from BASE_URL] [--checksums FILE]"
  echo "NAME is one of:$(for f in "$here"/checksums/*.txt; do echo -n " $(basename "$f" .txt)"; done)"
}

wrong_usage() {
  echo "fetch.sh: $1" >&2
  usage >&2
  exit 2
}

fail() {
  echo "fetch.sh: $1" >&2
  exit 1
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum | cut -d ' ' -f 1
  else
    shasum -a 256 | cut -d ' ' -f 1
  fi
}

# checksum PATH FILE: that of the file itself or of its contents, by what FILE is called
checksum() {
  local sum
  case $2 in
    *.gz) sum=$(sha256 <"$1") ;;
    *) sum=$(gzip -dc <"$1" 2>/dev/null | sha256) || sum="unknown (bad gzip)" ;;
  esac
  echo "$sum"
}

# download URL PATH
download() {
  case $1 in
    file://*) cp "${1#file://}" "$2" ;;
    *)
      if command -v curl >/dev/null; then
        curl --fail --silent --location --retry 3 --output "$2" "$1"
      else
        wget --quiet --output-document="$2" "$1"
      fi
      ;;
  esac 2>/dev/null
}

name= dir= from= checksums=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --from | --checksums)
      [ $# -ge 2 ] || wrong_usage "$1 needs a value"
      if [ "$1" = --from ]; then from=$2; else checksums=$2; fi
      shift
      ;;
    -*) wrong_usage "unknown option $1" ;;
    *)
      if [ -z "$name" ]; then
        name=$1
      elif [ -z "$dir" ]; then
        dir=$1
      else
        wrong_usage "unexpected argument $1"
      fi
      ;;
  esac
  shift
done
[ -n "$dir" ] || wrong_usage "NAME and DIR are needed"
case $name in */* | .*) wrong_usage "unknown data set $name" ;; esac
if [ -z "$checksums" ]; then
  checksums=$here/checksums/$name.txt
  [ -f "$checksums" ] || wrong_usage "unknown data set $name"
fi
[ -r "$checksums" ] || fail "$checksums: cannot be read"
[ -n "$from" ] || from=$(sed -n 's/^from //p' "$checksums")
[ -n "$from" ] || fail "$checksums: no line \"from BASE_URL\", and --from is not given"

folder=$dir/$name
mkdir -p "$folder"
temporary=
trap 'rm -f "$temporary"; rmdir "$folder" 2>/dev/null || true' EXIT
trap 'exit 1' HUP INT TERM

# fetch SHA256 FILE
fetch() {
  local file=${2%.gz}.gz base found problems= IFS=$'\n'
  local target=$folder/$file
  if [ -f "$target" ] && [ "$(checksum "$target" "$2")" = "$1" ]; then
    echo "$target: there and good"
    return
  fi
  temporary=$folder/.$file.part
  for base in $from; do
    if ! download "${base%/}/$file" "$temporary"; then
      problems="$problems; cannot download ${base%/}/$file"
      continue
    fi
    found=$(checksum "$temporary" "$2")
    if [ "$found" = "$1" ]; then
      mv -f "$temporary" "$target"
      echo "$target: fetched"
      return
    fi
    problems="$problems; SHA-256 of $2 from ${base%/} is $found, not $1"
  done
  fail "$target: ${problems#; }"
}

while read -r sum file; do
  case $sum in
    '' | '#'* | from) ;;
    *) fetch "$sum" "$file" ;;
  esac
done <"$checksums"
