#!/usr/bin/env bash
# Shows of each gate that it stops what it is there to stop. See tools/prove-gates.sh --help.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'USAGE'
usage: tools/prove-gates.sh [GATE...]

In a clone of what is committed, makes for each gate (or for those named) one change that it
must stop, runs that gate alone, and demands that it fails for that reason. Takes some minutes.
Prints a table; exits with 1 when a gate let its change through.
USAGE
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone"
cd "$work/clone"
chosen=" $* " missed=0
proof=src/main/java/io/spillway
quiet=(mvn -q -B -ntp -Dfunctions.skip=true -Dsurefire.failIfNoSpecifiedTests=false)
# Nothing but the compiler, or nothing but what looks at its classes.
compile=("${quiet[@]}" compile -pl ports -Dspotless.check.skip)
bugs=("${quiet[@]}" -Pquality verify -pl ports -Dspotless.check.skip -Dmaven.test.skip=true -Djacoco.skip=true -DargLine=)

# prove GATE CHANGE REASON COMMAND...: what was changed here must make the command fail, and say why.
prove() {
  local gate=$1 change=$2 reason=$3 began=$SECONDS verdict=stopped said
  shift 3
  if "$@" >"$work/out" 2>&1; then
    verdict='LET THROUGH'
  elif ! grep -qE -- "$reason" "$work/out"; then
    verdict='FAILED FOR ANOTHER REASON'
    tail -n 20 "$work/out" >&2
  fi
  said=$(grep -oE -m 1 -- "$reason" "$work/out" | head -n 1 || true)
  [[ $verdict == stopped ]] || missed=1
  echo "| $gate | $change | $verdict: \`$said\` | $((SECONDS - began)) s |"
  git checkout -q .
  git clean -qfd
}

wants() { [[ $chosen == '  ' || $chosen == *" $1 "* ]]; }

# A class of ours in room $1 and package $2, with this body.
class() {
  local folder=$1/$proof/${2//./\/}
  printf 'package io.spillway.%s;\n\nfinal class Proof {\n%s\n}\n' "$2" "$3" >"$folder/Proof.java"
}

echo '| gate | change | outcome | time |'
echo '|---|---|---|---|'
if wants format; then
  class ports ports.message '      int   crooked;'
  prove format 'a crooked line' 'format violations' "${quiet[@]}" spotless:check -pl ports
fi
if wants error-prone; then
  class ports ports.message '  static boolean same(Long one, Long other) {
    return one == other;
  }'
  prove error-prone 'two boxed numbers compared with ==' '\[(BoxedPrimitive|Reference)Equality\]' "${compile[@]}"
fi
if wants nullaway; then
  class ports ports.message '  static String nothing() {
    return null;
  }'
  prove nullaway 'null returned where it is not announced' '\[NullAway\][^.(]*' "${compile[@]}"
fi
if wants spotbugs; then
  class ports ports.message '  static int count;

  void add() {
    count = 1;
  }'
  prove spotbugs 'a static field written by an instance' 'ST_WRITE_TO_STATIC_FROM_INSTANCE_METHOD' "${bugs[@]}"
fi
if wants findsecbugs; then
  class ports ports.message '  static byte[] digest(byte[] text) throws java.security.NoSuchAlgorithmException {
    return java.security.MessageDigest.getInstance("MD5").digest(text);
  }'
  prove findsecbugs 'a digest by MD5' 'WEAK_MESSAGE_DIGEST_MD5' "${bugs[@]}"
fi
if wants architecture; then
  class core core.message '  static long now() {
    return System.currentTimeMillis();
  }'
  prove architecture 'a rule that asks the clock' 'CORE_HAS_NO_CLOCK_OR_CHANCE|core has no clock[^.(]*|currentTimeMillis' \
    "${quiet[@]}" -Pquick test -pl architecture-tests -am -Dtest=RoomsTest
fi
if wants coverage; then
  rm adapters-inmemory/src/test/java/io/spillway/adapters/inmemory/InMemoryViolationStoreTest.java
  prove coverage 'a test class deleted' '(lines|branches) covered ratio is [0-9.]+, but expected minimum is [0-9.]+' \
    "${quiet[@]}" -Pquality verify -pl adapters-inmemory -am -Dspotbugs.skip -Dspotless.check.skip
fi
if wants test; then
  sed -i 's/    if (maxRounds < 1 || /    if (maxRounds < 0 || /' core/$proof/core/event/RetryPolicy.java
  prove test 'no round at all allowed' 'RetryPolicyTest\.[a-z_]+' \
    "${quiet[@]}" -Pquick test -pl core -am -Dtest=RetryPolicyTest
fi
deployed=("${quiet[@]}" -Dfunctions.skip=false -Pquick integration-test -pl packaging -am)
if wants template; then
  sed -i '0,/"\/streamId"/s//"\/id"/' infra/azuredeploy.json
  prove template 'a container with another partition key than the code has' 'TemplateTest\.[a-z_]+' "${deployed[@]}" -Dtest=TemplateTest
fi
if wants pipeline; then
  sed -i 's/artifact: package$/artifact: pakcage/;t' azure-pipelines.yml
  sed -i '0,/artifact: pakcage/s//artifact: package/' azure-pipelines.yml
  prove pipeline 'an artifact downloaded that nobody published' 'PipelineTest\.[a-z_]+' "${deployed[@]}" -Dtest=PipelineTest
fi
if wants scripts && command -v shellcheck >/dev/null; then
  # shellcheck disable=SC2016
  echo 'rm -r $1' >>infra/smoke.sh
  prove scripts 'an argument without quotes' 'SC2086' shellcheck infra/smoke.sh
fi
schemas=$root/../shared/tools/deployment/run.sh
if wants schemas && [[ -x $schemas ]]; then
  sed -i 's/"minimumTlsVersion": "TLS1_2"/"minimumTlsVersion": "TLS9"/' infra/azuredeploy.json
  prove schemas 'a TLS version that there is not' 'minimumTlsVersion[^|]{0,60}' "$schemas" --arm infra/azuredeploy.json
  sed -i 's/^    dependsOn: Quality/    dependOn: Quality/' azure-pipelines.yml
  prove schemas 'a misspelt word in the pipeline' 'dependOn' "$schemas" --pipeline azure-pipelines.yml
fi
if wants stamp; then
  prove stamp 'a version that is none' '--version must be[a-z0-9 ]*' ./spillway package --version 'a b'
fi
if wants sbom; then
  # The step of the pipeline, as an agent's shell runs it, after a build without --sbom.
  mkdir -p packaging/target app-functions/target "$work/kept"
  touch packaging/target/spillway.zip
  sed -n '/^ *set -e$/,/displayName: What is kept/p' azure-pipelines.yml \
    | sed "\$d; s|\$(Build.ArtifactStagingDirectory)|$work/kept|; s|\$(Build.BuildNumber)|1|" >"$work/step.sh"
  prove sbom 'a package without its bill of materials' 'bom\.json[^ ]*: No such file' bash --noprofile --norc "$work/step.sh"
fi
if wants smoke; then
  prove smoke 'an API that is down' 'FAIL  health answers 200' infra/smoke.sh http://127.0.0.1:9 --wait 0
fi
exit "$missed"
