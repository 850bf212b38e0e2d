#!/usr/bin/env bash
# Shows of each gate that it stops what it is there to stop. See tools/prove-gates.sh --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
gates=(format script-format error-prone nullaway spotbugs findsecbugs architecture coverage test template pipeline
  scripts schemas stamp sbom advisories smoke)

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<USAGE
usage: tools/prove-gates.sh [GATE...]

In a clone of what is committed, makes for each gate (or for those named) one change that it
must stop, runs that gate alone, and demands that it fails for that reason. Takes some minutes.
Prints a table; exits with 0 when every gate stopped its change, 1 when one did not, 2 for bad
arguments.

gates: ${gates[*]}
USAGE
  exit
fi
if [[ $# -gt 0 ]]; then
  for gate in "$@"; do
    [[ " ${gates[*]} " == *" $gate "* ]] || { echo "prove-gates: there is no gate '$gate'" >&2; exit 2; }
  done
  gates=("$@")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone"
cd "$work/clone"
missed=0

# prove CHANGE REASON COMMAND...: after what was changed here the command must fail, and say why.
prove() {
  local change=$1 reason=$2 began=$SECONDS verdict=stopped said
  shift 2
  if "$@" >"$work/out" 2>&1; then
    verdict='LET THROUGH'
  elif ! grep -qE -- "$reason" "$work/out"; then
    verdict='FAILED FOR ANOTHER REASON'
    tail -n 20 "$work/out" >&2
  fi
  [[ $verdict == stopped ]] || missed=1
  said=$(grep -oE -m 1 -- "$reason" "$work/out" | head -n 1 || true)
  echo "| $gate | $change | $verdict${said:+: \`$said\`} | $((SECONDS - began)) s |"
  git checkout -q .
  git clean -qfd
}

skip() { echo "| $gate | | not tried: $1 | |"; }

# A class of ours in package $2 of room $1, with this body.
class() {
  printf 'package io.spillway.%s;\n\nfinal class Proof {\n%s\n}\n' "$2" "$3" \
    >"$1/src/main/java/io/spillway/${2//./\/}/Proof.java"
}

maven=(mvn -q -B -ntp -Dfunctions.skip=true -Dsurefire.failIfNoSpecifiedTests=false)
# The checks of the sources; what looks at its classes alone; the test classes that are named alone.
compile=("${maven[@]}" compile -pl tools/checks -Dspotless.check.skip)
bugs=("${maven[@]}" -Pquality verify -pl ports -Dspotless.check.skip -Dmaven.test.skip=true -Djacoco.skip=true -DargLine=)
only=("${maven[@]}" -Pquick test -am)

try() {
  case $gate in
    format)
      class ports ports.message '      int   crooked;'
      prove 'a crooked line' 'format violations' "${maven[@]}" spotless:check -pl ports
      ;;
    script-format)
      echo 'const a   = 1' >>app-functions/src/main/resources/io/spillway/functions/dashboard/diff.js
      prove 'a crooked line of JavaScript' '\[warn\] [^ ]*/diff\.js' "${maven[@]}" process-classes -pl app-functions -am -Dspotless.check.skip
      ;;
    error-prone)
      class ports ports.message '  static boolean same(java.time.Instant one, java.time.Instant other) {
    return one == other;
  }'
      prove 'two moments compared with ==' '\[ReferenceEquality\]' "${compile[@]}"
      ;;
    nullaway)
      class ports ports.message '  static String nothing() {
    return null;
  }'
      prove 'null returned where it is not announced' '\[NullAway\][^.(]*' "${compile[@]}"
      ;;
    spotbugs)
      class ports ports.message '  static int count;

  void add() {
    count = 1;
  }'
      prove 'a static field written by an instance' 'ST_WRITE_TO_STATIC_FROM_INSTANCE_METHOD' "${bugs[@]}"
      ;;
    findsecbugs)
      class ports ports.message '  static byte[] digest(byte[] text) throws java.security.NoSuchAlgorithmException {
    return java.security.MessageDigest.getInstance("MD5").digest(text);
  }'
      prove 'a digest by MD5' 'WEAK_MESSAGE_DIGEST_MD5' "${bugs[@]}"
      ;;
    architecture)
      class core core.message '  static long now() {
    return System.currentTimeMillis();
  }'
      prove 'a rule that asks the clock' 'Proof\.now\(\)> calls method <java\.lang\.System\.currentTimeMillis\(\)>' \
        "${only[@]}" -pl architecture-tests -Dtest=LayeringTest
      ;;
    coverage)
      rm adapters-inmemory/src/test/java/io/spillway/adapters/inmemory/InMemoryViolationStoreTest.java
      prove 'a test class deleted' 'on project spillway-adapters-inmemory: Coverage checks have not been met' \
        "${maven[@]}" -Pquality verify -pl adapters-inmemory -am -Dspotbugs.skip -Dspotless.check.skip
      ;;
    test)
      sed -i 's/ if (maxRounds < 1 / if (maxRounds < 0 /' core/src/main/java/io/spillway/RetryPolicy.java
      prove 'no round at all allowed' 'RetryPolicyTest\.[a-z_]+' "${only[@]}" -pl core -Dtest=RetryPolicyTest
      ;;
    template)
      sed -i '0,/"\/streamId"/s//"\/id"/' infra/azuredeploy.json
      prove 'a container with another partition key than the code has' 'TemplateTest\.[a-z_]+' "${only[@]}" -pl infra/packaging -Dtest=TemplateTest
      ;;
    pipeline)
      sed -i '0,/artifact: package$/s//artifact: pakcage/' azure-pipelines.yml
      prove 'an artifact downloaded that nobody published' 'PipelineTest\.[a-z_]+' "${only[@]}" -pl infra/packaging -Dtest=PipelineTest
      ;;
    scripts)
      # shellcheck disable=SC2016
      echo 'rm -r $1' >>infra/smoke.sh
      prove 'an argument without quotes' 'SC2086' shellcheck infra/smoke.sh
      ;;
    schemas)
      local check=$root/../shared/tools/deployment/run.sh
      [[ -x $check ]] || { skip 'the published schemas are not on this machine'; return; }
      sed -i 's/"minimumTlsVersion": "TLS1_2"/"minimumTlsVersion": "TLS9"/' infra/azuredeploy.json
      prove 'a TLS version that there is not' 'minimumTlsVersion[^|]{0,60}' "$check" --arm infra/azuredeploy.json
      sed -i 's/^    dependsOn: Quality/    dependOn: Quality/' azure-pipelines.yml
      prove 'a misspelt word in the pipeline' 'dependOn' "$check" --pipeline azure-pipelines.yml
      ;;
    stamp)
      prove 'a version that is none' '--version must be[a-z0-9 ]*' ./spillway package --version 'a b'
      ;;
    sbom)
      # The step of the pipeline, as an agent's shell runs it, after a build without --sbom.
      mkdir -p infra/packaging/target "$work/kept"
      touch infra/packaging/target/spillway.zip
      sed -n '/^ *set -e$/,/displayName: What is kept/p' azure-pipelines.yml \
        | sed "\$d; s|\$(Build.ArtifactStagingDirectory)|$work/kept|; s|\$(Build.BuildNumber)|1|" >"$work/step.sh"
      prove 'a package without its bill of materials' 'bom\.json[^ ]*: No such file' bash --noprofile --norc "$work/step.sh"
      ;;
    advisories)
      sed -i 's/^  "date": ".*",$/  "date": "2026-01-01",/' infra/packaging/src/test/resources/io/spillway/packaging/advisories.json
      prove 'a list of advisories that nobody renewed' 'advisories.json is [0-9]* days old, more than 90' \
        "${only[@]}" -Pquality -Dspotbugs.skip -pl architecture-tests -Dtest=AdvisoriesAgeTest
      ;;
    smoke)
      # SmokeTest shows the other two: a wrong version, and stats that never move.
      prove 'an API that is down' 'FAIL  health answers 200' infra/smoke.sh http://127.0.0.1:9 --wait 0
      ;;
  esac
}

echo '| gate | change | outcome | time |'
echo '|---|---|---|---|'
for gate in "${gates[@]}"; do try; done
exit "$missed"
