package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.Remote;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that change dead letters: one on the version they have read, or many by a job. */
final class StepCommands {

  private static final String STANDARD_INPUT = "-";

  private StepCommands() {}

  /** {@code edit}. */
  @Command(
      name = "edit",
      mixinStandardHelpOptions = true,
      description =
          "Replaces the payload of one letter by --file, or edits many by --patch, after a preview "
              + "and a question. The originals are kept.")
  static final class Edit implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Change change = new Change();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The new payload of one letter: an event. - for standard input.")
    private @Nullable String file;

    @Option(
        names = "--patch",
        paramLabel = "FILE",
        description =
            "JSON Patch (RFC 6902) of each payload, with a test. - for standard input. Letters that "
                + "it does not fit are left alone and listed.")
    private @Nullable String patch;

    @Override
    public Integer call() {
      if ((file == null) == (patch == null)) {
        throw remote.bad("--file or --patch is required: exactly one of the two");
      }
      return file == null ? patch(String.valueOf(patch)) : replace(file);
    }

    private int patch(String from) {
      JsonNode operations = json(new String(bytes("--patch", from), StandardCharsets.UTF_8));
      return change.order(remote, "edit", "edited", operations, from.equals(STANDARD_INPUT));
    }

    private JsonNode json(String text) {
      try {
        return Json.read(text);
      } catch (UnreadableJsonException e) {
        throw remote.bad("--patch " + e.getMessage());
      }
    }

    private int replace(String from) {
      String id = change.onlyId();
      if (id == null) {
        throw remote.bad("--file replaces the payload of one letter; --patch edits many");
      }
      String base64 = Base64.getEncoder().encodeToString(bytes("--file", from));
      ObjectNode body = change.reason().put("payloadBase64", base64);
      return onVersion(remote, id, (deployment, path, etag) -> deployment.patch(path, body, etag));
    }

    private byte[] bytes(String option, String from) {
      try {
        return from.equals(STANDARD_INPUT)
            ? System.in.readAllBytes()
            : Files.readAllBytes(Path.of(from));
      } catch (IOException | InvalidPathException e) {
        throw remote.bad(option + " cannot be read: " + from);
      }
    }
  }

  /** {@code discard}. */
  @Command(
      name = "discard",
      mixinStandardHelpOptions = true,
      description = "Discards one letter, or many after a preview and a question.")
  static final class Discard implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Change change = new Change();

    @Override
    public Integer call() {
      return post(remote, change, "discard", "discarded");
    }
  }

  /** {@code restore}. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = "Undoes the discard of one letter, or of many after a preview and a question.")
  static final class Restore implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Change change = new Change();

    @Override
    public Integer call() {
      return post(remote, change, "restore", "restored");
    }
  }

  /** {@code stop-retries}. */
  @Command(
      name = "stop-retries",
      mixinStandardHelpOptions = true,
      description = "Stops the automatic retries of one waiting letter, which becomes open.")
  static final class StopRetries implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(paramLabel = "ID", description = "The letter.")
    private String id = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Kept in the audit trail.")
    private String reason = "";

    @Override
    public Integer call() {
      ObjectNode body = Json.object().put("reason", reason);
      return onVersion(
          remote,
          id,
          (deployment, path, etag) -> deployment.post(path + "/stop-retries", body, etag));
    }
  }

  private static int post(Remote remote, Change change, String action, String changed) {
    String id = change.onlyId();
    return id == null
        ? change.order(remote, action, changed, null, false)
        : onVersion(
            remote,
            id,
            (deployment, path, etag) ->
                deployment.post(path + "/" + action, change.reason(), etag));
  }

  /** Call that changes one letter. */
  @FunctionalInterface
  private interface Step {
    ObjectNode take(Deployment deployment, String path, String etag);
  }

  private static int onVersion(Remote remote, String id, Step step) {
    return remote.run(
        () -> {
          Deployment deployment = remote.deployment();
          String path = Deployment.part(id);
          String etag = deployment.get(path, Map.of()).path("etag").asText();
          report(remote, id, step.take(deployment, path, etag));
        });
  }

  private static void report(Remote remote, String id, ObjectNode letter) {
    if (remote.json()) {
      remote.print(letter);
      return;
    }
    remote.out().println(id + " is " + letter.path("state").asText() + ".");
    letter
        .path("warnings")
        .forEach(warning -> remote.out().println("Warning: " + warning.asText()));
    remote.out().flush();
  }
}
