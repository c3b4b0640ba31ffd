# shellcheck shell=bash
# usage: the comment at the head of the script that runs, as its help. For scripts in scripts/, from the root.
usage() { sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "scripts/$(basename "$0")"; }
