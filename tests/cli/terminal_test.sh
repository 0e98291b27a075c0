#!/usr/bin/env bash
# terminal_test.sh KG: the shell at a terminal, which `script` makes: statements of several lines, dot commands, writing, history. Skipped
# (exit code 77) where the machine has no pseudo-terminals.
set -euo pipefail
kg=$(realpath "$1")
script -qec true /dev/null >/dev/null 2>&1 </dev/null || { echo "no pseudo-terminals here"; exit 77; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder TERM=dumb LC_ALL=C.UTF-8
unset XDG_STATE_HOME NO_COLOR CLICOLOR_FORCE
echo 'China suspended export_controls duration=1year' >a.facts
"$kg" load g.kg a.facts 2>/dev/null

cat >keys <<'END'
China suspended ?what,
  ?what is_a ?kind
.format csv
China suspended ?what
.frmat csv
+ Japan imports rare_earths
Japan imports rare_earths
.load a.facts
.param set who China
.param
$who suspended ?what
.schema
.quit
END
script -qec "$kg g.kg" /dev/null <keys >seen
tr -d '\r' <seen | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' |
  grep -E '^(what|export_controls|error|hint|added|yes|g.kg: [0-9]+ added| +[0-9]+ |\$who +China)' >found

diff - found <<'END'
what  kind
hint: the graph has no predicate is_a
what
export_controls
error: expected a dot command, but found '.frmat'; did you mean .format? (.help lists them)
added 1 statement
yes
g.kg: 0 added, 1 unchanged; the graph holds 2 statements from 2 documents
$who  China
what
export_controls
       1  suspended
       1  imports
       1  duration=
END
[[ $(grep -c suspended .local/state/kg/history) == 3 ]] || { echo "expected three statements in the history"; exit 1; }

# A mistake and a refused command leave a transaction open, as the prompt shows; leaving rolls it back.
cat >keys <<'END'
begin
+ Peru joined APEC
Peru joined
.stats
Peru joined APEC
.quit
END
code=0
script -qec "$kg g.kg" /dev/null <keys >seen || code=$?
[[ $code == 1 ]] || { echo "expected the exit code 1 of an open transaction, found $code"; exit 1; }
tr -d '\r' <seen | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' >plain
grep -E '^(error|added|yes)' plain >found

diff - found <<'END'
added 1 statement
error: 1:12: expected an object, found the end of the line
error: expected `commit` or `rollback` before this: it sees what is written, and a transaction is open
yes
error: expected `commit` before the end, found an open transaction: it is rolled back, and nothing of it was written
END
grep -q 'kg\*> ' plain || { echo "expected a prompt that shows the open transaction"; exit 1; }
[[ $("$kg" query g.kg 'Peru joined APEC' 2>/dev/null) == no ]] || { echo "expected nothing of it in the graph"; exit 1; }

# Ctrl-C ends a question, or drops what is half typed; the transaction stays open, and can be committed.
seq -f 'Country_%g joined UN' 200 >un.facts
"$kg" load g.kg un.facts 2>/dev/null
mkfifo typed
script -qec "$kg g.kg" /dev/null <typed >seen &
terminal=$!
exec 3>typed
shows() {
  for _ in $(seq 300); do
    ! grep -qa -- "$1" seen || return 0
    sleep 0.1
  done
  echo "expected $1 at the terminal, found"
  cat seen
  exit 1
}
echo begin >&3
shows 'kg\*> '
echo '+ Peru joined APEC' >&3
shows 'added 1 statement'
echo '?a ?b ?c, ?d ?e ?f, ?g ?h ?i, ?j ?k ?l, ?a != concat(?b, ?c, ?d, ?e, ?f, ?g, ?h, ?i, ?j, ?k, ?l)  return count(*) as ?never' >&3
shows '?never'
sleep 0.5
printf '\003' >&3
shows 'error: interrupted'
printf 'Peru left APEC' >&3
shows 'Peru left APEC'
sleep 0.5
printf '\003' >&3
sleep 0.5
echo 'Peru joined ?bloc' >&3
shows '^APEC'
echo commit >&3
shows 'committed: added 1 statement'
echo .quit >&3
exec 3>&-
wait $terminal || { echo "expected the shell to end well"; exit 1; }
[[ $("$kg" query g.kg 'Peru joined APEC') == yes ]] || { echo "expected what was committed"; exit 1; }

# A file whose reading was interrupted, or met a graph that another process holds, can be read again.
{ echo 'Country_1 joined ?in'; echo '?a ?b ?c, ?d ?e ?f, ?g ?h ?i, ?j ?k ?l, ?a != concat(?b, ?c, ?d, ?e, ?f, ?g, ?h, ?i, ?j, ?k, ?l)  return count(*)'; } >slow.kgq
echo '+ Peru joined OECD' >write.kgq
mkfifo hold
script -qec "$kg g.kg" /dev/null <typed >seen &
terminal=$!
exec 3>typed
echo '.read slow.kgq' >&3
shows '^UN'
echo 'Country_2 joined ?once_more' >slow.kgq
printf '\003' >&3
shows 'error: interrupted'
echo '.read slow.kgq' >&3
shows '^once_more'
"$kg" load g.kg hold 2>/dev/null 3>&- &
holder=$!
exec 4>hold # opens once the loader reads it, and so holds the graph
echo '.read write.kgq' >&3
shows 'is being written by'
exec 4>&-
wait $holder || true # nothing was in it
echo '.read write.kgq' >&3
shows 'added 1 statement'
echo .quit >&3
exec 3>&-
wait $terminal || { echo "expected the shell to end well"; exit 1; }
