package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fakes of {@code az}, {@code curl} (delegating) and {@code sleep} (shortened) that record their
 * calls: the recorded arguments are those that other users of an agent could see. Keeps files
 * passed to {@code az}. Calls that contain {@code FAILING} fail the first {@code TIMES} times.
 */
final class FakeAz {

  static final String FUNCTION_KEY = "the-function-key-that-nobody-may-see";

  private static final String AZ =
      """
      printf 'az %s\\n' "$*" >>"$RECORD/calls"
      for argument in "$@"; do
        if [[ $argument == @* ]]; then cp "${argument#@}" "$RECORD/${argument##*/}"; fi
        if [[ $argument == /*/spillway-*.json ]]; then cp "$argument" "$RECORD/"; fi
      done
      if [[ -n ${FAILING:-} && $* == *"$FAILING"* ]]; then
        printf x >>"$RECORD/failed"
        if (($(wc -c <"$RECORD/failed") <= TIMES)); then echo 'az: not now' >&2; exit 1; fi
      fi
      case "$*" in
        *'functionapp list'*) echo "${APP_NAME-the-app}" ;;
        *'functionapp show'*) echo "${APP_URL:-}" ;;
        *'storage account list'*) echo the-account ;;
        *'blob exists'*) echo "$EXISTS" ;;
        *'blob upload'*)
          while [[ $1 != --file ]]; do shift; done
          cp "$2" "$RECORD/uploaded"
          ;;
        *InVault*) echo "${IN_VAULT:-}" ;;
        *'functionapp keys list'*) echo FUNCTION_KEY ;;
        *'budget show'*) echo "${BUDGET_START:-}" ;;
        *'action-group show'*) echo the-action-group ;;
        *'].id -o tsv') echo "${THERE:-}" ;;
        *'artifact download'*)
          while [[ $1 != --path ]]; do shift; done
          echo zip >"$2/spillway.zip"
          printf test >"$2/version.txt"
          ;;
      esac
      """;
  private static final String SLEEP =
      """
      if [[ $1 -ge 20 ]]; then printf 'sleep %s\\n' "$*" >>"$RECORD/calls"; else exec REAL "$@"; fi
      """;
  private static final String CURL =
      """
      printf 'curl %s\\n' "$*" >>"$RECORD/calls"
      exec REAL "$@"
      """;

  private final Path folder;

  /** Creates the fakes in their own folder. */
  FakeAz(Path folder) throws IOException {
    this.folder = folder;
    ScriptRun.write(folder.resolve("az"), AZ.replace("FUNCTION_KEY", FUNCTION_KEY));
    String curl = ScriptRun.tool("curl").toString();
    ScriptRun.write(folder.resolve("curl"), CURL.replace("REAL", curl));
    String sleep = ScriptRun.tool("sleep").toString();
    ScriptRun.write(folder.resolve("sleep"), SLEEP.replace("REAL", sleep));
    Files.createFile(folder.resolve("calls"));
  }

  /** Returns the environment in which a script finds this az. */
  Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    environment.put("RECORD", folder.toString());
    return environment;
  }

  /** Returns the calls of az, in order. */
  List<String> calls() throws IOException {
    return everything().stream().filter(call -> call.startsWith("az ")).toList();
  }

  /** Returns all calls. */
  List<String> everything() throws IOException {
    return Files.readAllLines(folder.resolve("calls"), UTF_8);
  }

  /** Returns the contents of the files passed to az. */
  String handed() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(file -> !isOurs(file)).toList()) {
        all.append(Files.readString(file, UTF_8));
      }
    }
    return all.toString();
  }

  private static boolean isOurs(Path file) {
    return List.of("az", "curl", "sleep", "calls", "failed", "uploaded")
        .contains(file.getFileName().toString());
  }
}
