package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that change one dead letter, on the version they have read. */
final class StepCommands {

  private StepCommands() {}

  /** Options of each change. */
  static final class Letter {
    @Parameters(
        paramLabel = "ID",
        description = "The dead letter's id.",
        converter = LetterId.class)
    private String id = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Reason, for the audit trail.")
    private String reason = "";

    String path() {
      return Deployment.part(id);
    }

    String etag(Deployment deployment) {
      return deployment.get(path(), Map.of()).path("etag").asText();
    }

    ObjectNode body() {
      return Json.object().put("reason", reason);
    }

    void report(Remote remote, ObjectNode letter) {
      if (remote.json()) {
        remote.print(letter);
      } else {
        remote.out().println(id + " is " + letter.path("state").asText() + ".");
        letter
            .path("warnings")
            .forEach(warning -> remote.out().println("Warning: " + warning.asText()));
        remote.out().flush();
      }
    }
  }

  /** {@code edit}. */
  @Command(
      name = "edit",
      mixinStandardHelpOptions = true,
      description = "Replaces the payload of an open letter; the original is kept.")
  static final class Edit implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Letter letter = new Letter();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        required = true,
        description = "The new payload: an event. - for standard input.")
    private String file = "";

    @Override
    public Integer call() {
      ObjectNode body = letter.body().put("payloadBase64", base64());
      return remote.run(
          () -> {
            Deployment deployment = remote.deployment();
            String etag = letter.etag(deployment);
            letter.report(remote, deployment.patch(letter.path(), body, etag));
          });
    }

    private String base64() {
      try {
        byte[] payload =
            file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        return Base64.getEncoder().encodeToString(payload);
      } catch (IOException | InvalidPathException e) {
        throw remote.bad("--file cannot be read: " + file);
      }
    }
  }

  /** {@code discard}. */
  @Command(
      name = "discard",
      mixinStandardHelpOptions = true,
      description = "Discards an open letter.")
  static final class Discard implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Letter letter = new Letter();

    @Override
    public Integer call() {
      return post(remote, letter, "/discard");
    }
  }

  /** {@code restore}. */
  @Command(name = "restore", mixinStandardHelpOptions = true, description = "Undoes a discard.")
  static final class Restore implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Letter letter = new Letter();

    @Override
    public Integer call() {
      return post(remote, letter, "/restore");
    }
  }

  private static int post(Remote remote, Letter letter, String step) {
    return remote.run(
        () -> {
          Deployment deployment = remote.deployment();
          String etag = letter.etag(deployment);
          letter.report(remote, deployment.post(letter.path() + step, letter.body(), etag));
        });
  }
}
