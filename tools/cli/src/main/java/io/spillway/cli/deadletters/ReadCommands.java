package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Read-only commands. */
final class ReadCommands {

  private ReadCommands() {}

  /** {@code list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists dead letters, latest first.")
  static final class ListLetters implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only letters in this state: open, redriving, redriven or discarded.")
    private @Nullable String state;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "Maximum number, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
      return remote.run(this::list);
    }

    private void list() {
      Map<String, String> query = selection.parts();
      query.put("limit", Integer.toString(limit));
      if (state != null) {
        query.put("state", state);
      }
      ObjectNode page = remote.deployment().get("", query);
      if (remote.json()) {
        remote.print(page);
        return;
      }
      Table table =
          new Table("ID", "STATE", "REDRIVES", "TYPE", "FAILURE", "BURIED", "FINGERPRINT");
      for (JsonNode item : page.path("items")) {
        table.add(
            item.path("deadLetterId").asText(),
            item.path("state").asText(),
            item.path("redrives").asText(),
            item.path("eventType").asText("-"),
            item.path("failure").path("code").asText(),
            item.path("buriedAt").asText(),
            item.path("fingerprint").asText());
      }
      table.print(remote.out());
      if (page.hasNonNull("nextCursor")) {
        remote.out().println("More: use --limit or export.");
      }
    }
  }

  /** {@code groups}. */
  @Command(
      name = "groups",
      mixinStandardHelpOptions = true,
      description = "Groups dead letters, the largest group first.")
  static final class Groups implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        defaultValue = "open",
        description = "Only letters in this state (default: ${DEFAULT-VALUE}).")
    private String state = "";

    @Option(
        names = "--by",
        paramLabel = "PROPERTY",
        defaultValue = "cause",
        description =
            "The common property: cause, type, stream or exception (default: ${DEFAULT-VALUE}).")
    private String by = "";

    @Override
    public Integer call() {
      return remote.run(this::groups);
    }

    private void groups() {
      Map<String, String> query = selection.parts();
      query.put("state", state);
      query.put("groupBy", by);
      ObjectNode groups = remote.deployment().get("/groups", query);
      if (remote.json()) {
        remote.print(groups);
        return;
      }
      Table table = new Table(keyTitle(), "COUNT", "FAILURE", "MESSAGE", "LAST", "EXAMPLE");
      for (JsonNode group : groups.path("items")) {
        table.add(
            group.path("key").asText().isEmpty() ? "-" : group.path("key").asText(),
            group.path("count").asText(),
            group.path("failure").path("code").asText("various"),
            group.path("failure").path("message").asText(),
            group.path("last").asText(),
            group.path("exampleId").asText());
      }
      table.print(remote.out());
      if (!groups.path("complete").asBoolean()) {
        remote.out().println("More: use --limit or export.");
      }
    }

    private String keyTitle() {
      return by.equals("cause") ? "FINGERPRINT" : by.toUpperCase(Locale.ROOT);
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one dead letter with all details, as JSON.")
  static final class Show implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();

    @Parameters(
        paramLabel = "ID",
        description = "The dead letter's id.",
        converter = LetterId.class)
    private String id = "";

    @Override
    public Integer call() {
      return remote.run(
          () -> {
            ObjectNode letter = remote.deployment().get(Deployment.part(id), Map.of());
            if (remote.json()) {
              remote.print(letter);
            } else {
              remote.out().println(letter.toPrettyString());
              remote.out().flush();
            }
          });
    }
  }

  /** {@code export}. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Exports complete dead letters, one JSON object on each line.")
  static final class Export implements Callable<Integer> {
    @Mixin private Remote remote = new Remote();
    @Mixin private Selection selection = new Selection();

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE (must not exist).")
    private @Nullable Path file;

    @Override
    public Integer call() {
      return remote.run(this::export);
    }

    private void export() {
      if (file == null) {
        write(remote.out());
        return;
      }
      try (PrintWriter out =
          new PrintWriter(
              Files.newBufferedWriter(
                  file,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE))) {
        int count = write(out);
        if (out.checkError()) {
          throw new CallFailed("could not write all letters to " + file);
        }
        remote.out().println(count + " dead letters exported to " + file);
      } catch (IOException e) {
        throw remote.bad("--out cannot be written, or already exists: " + file);
      }
    }

    private int write(PrintWriter out) {
      AtomicInteger count = new AtomicInteger();
      remote
          .deployment()
          .each(
              selection.parts(),
              letter -> {
                out.println(Json.text(letter));
                count.incrementAndGet();
              });
      out.flush();
      return count.get();
    }
  }
}
