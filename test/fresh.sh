#!/usr/bin/env bash
# Proves the two commands on a fresh clone: `npm ci && npm start` (twice: the second start keeps the data) and
# `npm ci && npm test`, below a path of 120 characters, as root in root's home and as an ordinary user.
#
#   test/fresh.sh                    everything (needs root, about half an hour)
#   test/fresh.sh user start         only what is named: root, user; start, test
#
# What is proved is HEAD of this checkout. An ordinary user may run it too, for itself alone.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
length=120

if [ "${1:-}" = --inside ]; then
  part=$2 bundle=$3 visit=$4
else
  who='' parts=''
  for argument in "$@"; do
    case $argument in
      root | user) who="$who $argument" ;;
      start | test) parts="$parts $argument" ;;
      *) echo "fresh.sh knows root, user, start and test, not $argument." >&2 && exit 2 ;;
    esac
  done
fi

# ---- as the person: clone and prove one part ------------------------------------------------------------------------

long_folder() {
  local path="$HOME/fresh-$$-"
  while [ ${#path} -lt $length ]; do path="${path}long-way-down-"; done
  echo "${path:0:$((length - 1))}d"
}

free_port() {
  node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close() })"
}

server=''
stop_server() {
  [ -n "$server" ] || return 0
  kill -TERM "$server" 2>/dev/null || true
  for _ in $(seq 100); do
    kill -0 -- "-$server" 2>/dev/null || { server='' && return 0; }
    sleep 0.2
  done
  echo 'The server did not stop within 20 seconds.' >&2
  kill -KILL -- "-$server" 2>/dev/null || true
  server=''
  return 1
}

leave() {
  local code=$?
  stop_server || code=1
  if [ $code -ne 0 ] && [ -f "$folder.log" ]; then
    # What failed stands far above the list of what was skipped.
    grep -a -E -A 16 'FAIL|Unhandled|^✗' "$folder.log" | head -n 200 >&2 || true
    tail -n 80 "$folder.log" >&2
  fi
  rm -rf "$folder" "$folder.log"
  # Root's data lie outside the clone, under its name.
  if [ "$(id -u)" = 0 ]; then rm -rf "/var/lib/reedbed/$(basename "$folder")"-*; fi
  exit $code
}

# Starts the server, signs in by a link from the command line, stops it; leaves the workspaces in $seen.
start_and_look() {
  local port link began
  port=$(free_port)
  began=$(date +%s%N)
  # A session of its own: its process id is also that of its group, so that nothing else is ever stopped.
  setsid npm start -- --port "$port" >>"$folder.log" 2>&1 </dev/null &
  server=$!
  node "$visit" wait "http://127.0.0.1:$port"
  echo "  ready after $((($(date +%s%N) - began) / 1000000)) ms"
  link=$(npm run -s reedbed -- user link | grep -o 'http://[^ ]*')
  seen=$(node "$visit" me "$link")
  stop_server
}

prove_start() {
  local first
  start_and_look
  first=$seen
  echo "  first start: $first"
  start_and_look
  if [ "$seen" != "$first" ]; then echo "  second start shows something else: $seen" >&2 && return 1; fi
  echo '  second start: the same'
}

prove_test() {
  npm test >>"$folder.log" 2>&1 </dev/null
  echo "  $(tail -n 1 "$folder.log")"
}

inside() {
  folder=$(long_folder)
  trap leave EXIT
  trap 'exit 130' INT TERM
  echo "$part as $(id -un), Node $(node --version), in ${#folder} characters: $folder"
  git -c advice.detachedHead=false clone -q "$bundle" "$folder"
  cd "$folder"
  npm ci >"$folder.log" 2>&1 </dev/null
  "prove_$part"
}

# ---- as the one who asked: who proves what --------------------------------------------------------------------------

made_user=''
tidy() {
  rm -rf "$handed"
  if [ -n "$made_user" ]; then userdel --remove "$made_user" 2>/dev/null || true; fi
}

# An environment as after signing in: nothing of this checkout's node_modules is on the path.
run_as() {
  local person=$1 home command
  home=$(getent passwd "$person" | cut -d: -f6)
  command=(env -i HOME="$home" USER="$person" LANG=C.UTF-8 PATH="$clean_path" bash "$handed/fresh.sh" --inside "$2"
    "$handed/head.bundle" "$handed/visit.mjs")
  cd "$home"
  if [ "$(id -un)" = "$person" ]; then "${command[@]}"; else runuser -u "$person" -- "${command[@]}"; fi
}

outside() {
  local failed=0 summary='' person one part
  if [ -z "$who" ]; then who=user && [ "$(id -u)" != 0 ] || who='root user'; fi
  handed=$(mktemp -d)
  trap tidy EXIT
  trap 'exit 130' INT TERM
  clean_path=$(echo "$PATH" | tr ':' '\n' | grep -v node_modules | paste -sd:)
  git -C "$here" bundle create -q "$handed/head.bundle" HEAD
  cp "$here/fresh.sh" "$handed"
  # Under a name that is read as a module wherever it lies.
  cp "$here/support/visit.js" "$handed/visit.mjs"
  chmod -R a+rX "$handed"
  for one in $who; do
    person=$(id -un)
    if [ "$one" = root ] && [ "$(id -u)" != 0 ]; then echo 'Only root can prove what root sees.' >&2 && exit 2; fi
    if [ "$one" = user ] && [ "$(id -u)" = 0 ]; then
      person="fresh-$$"
      useradd --create-home --shell /bin/bash "$person"
      made_user=$person
    fi
    for part in ${parts:-start test}; do
      if run_as "$person" "$part"; then summary+="passed: $part as $one"$'\n'; else
        failed=$((failed + 1))
        summary+="FAILED: $part as $one"$'\n'
      fi
    done
  done
  printf '\n%s' "$summary"
  [ $failed -eq 0 ]
}

if [ -n "${part:-}" ]; then inside; else outside; fi
